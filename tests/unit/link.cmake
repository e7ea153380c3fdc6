# The unit tests of link, store and loop.
unit_test(backoff link)
unit_test(loop loop)
unit_test(store store)
