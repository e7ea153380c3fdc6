# The unit tests of link, store and loop.
unit_test(backoff link)
unit_test(loop loop)
unit_test(store store)
unit_test(kept store)
unit_test(probation store)
