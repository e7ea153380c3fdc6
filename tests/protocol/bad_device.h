/* Bad statements, bad words of devices, bad commands, answers and pairings. */
#ifndef PRAATJE_TESTS_BAD_DEVICE_H
#define PRAATJE_TESTS_BAD_DEVICE_H

#include "bad.h"

/* A state whose presence and what follows are the test's. */
#define SAID "{\"v\":1,\"by\":\"k\",\"since\":1,\"expiry\":1,\"presence\":"
/* The same for a someone-signal. */
#define SOMEONE "{\"v\":1,\"by\":\"k\",\"kind\":\"chat\",\"since\":1,\"expiry\":1"
#define STATUS                                                                                     \
	"{\"online\":true,\"conn\":1,\"boot\":1,\"version\":\"0\",\"role\":\"kiosk\","             \
	"\"clock\":\"rtc\",\"unsent\":0,\"at\":1"
#define PEOPLE "\"people\":{\"count\":0,\"hash\":\"" H63 "0\"}"
#define SCREEN "{\"id\":\"a\",\"ok\":true,\"screen\":\"home\","

static const struct bad bad_device[] = {
    /* states */
    {TOPIC_STATE, "{}",
     "/v missing\n/by missing\n/since missing\n/expiry missing\n/presence missing"},
    {TOPIC_STATE, "1", " wrong-type"},
    {TOPIC_STATE, SAID "\"gone\"}", "/presence unknown-word"},
    {TOPIC_STATE, SAID "3}", "/presence wrong-type"},
    {TOPIC_STATE, SAID "\"open\"}", "/kind missing"},
    {TOPIC_STATE, SAID "\"open\",\"kind\":\"\"}", "/kind not-an-id"},
    {TOPIC_STATE, SAID "\"open\",\"kind\":1}", "/kind wrong-type"},
    {TOPIC_STATE, SAID "\"here\",\"side\":\"both\"}", "/side unknown-word"},
    {TOPIC_STATE, SAID "\"here\",\"side\":\"\"}", "/side unknown-word"},
    {TOPIC_STATE, SAID "\"here\",\"come\":false}", "/come out-of-range"},
    {TOPIC_STATE, SAID "\"here\",\"come\":1}", "/come wrong-type"},
    {TOPIC_STATE, SAID "\"here\",\"place\":\"the hall\"}", "/place not-an-id"},
    {TOPIC_STATE, SAID "\"here\",\"place\":null}", "/place wrong-type"},
    {TOPIC_STATE, SAID "\"here\",\"until\":-1}", "/until out-of-range"},
    {TOPIC_STATE, SAID "\"here\",\"until\":8796093022208}", "/until out-of-range"},
    {TOPIC_STATE, SAID "\"here\",\"until\":\"12:00\"}", "/until wrong-type"},
    {TOPIC_STATE, SAID "\"here\",\"left\":-1}", "/left out-of-range"},
    {TOPIC_STATE, SAID "\"here\",\"left\":1.5}", "/left wrong-type"},
    {TOPIC_STATE, SAID "\"here\",\"ends\":-1}", "/ends out-of-range"},
    {TOPIC_STATE, SAID "\"here\",\"ends\":8796093022208}", "/ends out-of-range"},
    {TOPIC_STATE, SAID "\"here\",\"mood\":\"fine\"}", "!/mood unknown-field"},
    {TOPIC_STATE,
     "{\"v\":9007199254740992,\"by\":\"k\",\"presence\":\"away\",\"since\":1,\"expiry\":1}",
     "/v out-of-range"},
    {TOPIC_STATE, "{\"v\":1.0,\"by\":\"K\",\"presence\":\"away\",\"since\":-1,\"expiry\":-1}",
     "/v wrong-type\n/by not-an-id\n/since out-of-range\n/expiry out-of-range"},
    {TOPIC_STATE, "{\"v\":\"1\",\"by\":1,\"presence\":\"away\",\"since\":\"1\",\"expiry\":null}",
     "/v wrong-type\n/by wrong-type\n/since wrong-type\n/expiry wrong-type"},
    {TOPIC_STATE,
     "{\"v\":1,\"by\":\"" ID33 "\",\"presence\":\"away\",\"since\":1,\"expiry\":4294967296}",
     "/by not-an-id\n/expiry out-of-range"},
    {TOPIC_STATE, "{\"v\":1,\"v\":2,\"by\":\"k\",\"presence\":\"away\",\"since\":1,\"expiry\":1}",
     " duplicate-key"},
    /* someone-signals */
    {TOPIC_SOMEONE, "{}",
     "/v missing\n/by missing\n/since missing\n/expiry missing\n/kind missing\n/left missing"},
    {TOPIC_SOMEONE, SOMEONE ",\"left\":-5}", "/left out-of-range"},
    {TOPIC_SOMEONE, SOMEONE ",\"until\":5}", "/left missing"},
    {TOPIC_SOMEONE, SOMEONE ",\"until\":0,\"left\":300}", "/until out-of-range"},
    {TOPIC_SOMEONE, SOMEONE ",\"until\":-1,\"left\":300}", "/until out-of-range"},
    {TOPIC_SOMEONE, SOMEONE ",\"left\":5,\"presence\":\"open\"}", "!/presence unknown-field"},
    /* status */
    {TOPIC_STATUS, "{}",
     "/online missing\n/conn missing\n/boot missing\n/version missing\n/role missing\n"
     "/clock missing\n/unsent missing\n/at missing"},
    {TOPIC_STATUS,
     "{\"online\":1,\"conn\":-1,\"boot\":\"x\",\"version\":\"\",\"role\":\"lamp\","
     "\"clock\":\"sync\",\"unsent\":-1,\"at\":-1}",
     "/online wrong-type\n/conn out-of-range\n/boot wrong-type\n/version empty\n"
     "/role unknown-word\n/clock unknown-word\n/unsent out-of-range\n/at out-of-range"},
    {TOPIC_STATUS, STATUS ",\"stuck\":\"yellow\"}", "/stuck wrong-type"},
    {TOPIC_STATUS, STATUS ",\"stuck\":[\"Yellow\",2]}", "/stuck/0 not-an-id\n/stuck/1 wrong-type"},
    {TOPIC_STATUS, STATUS ",\"stuck\":[1,2,3,4,5,6,7,8,9]}", "/stuck too-many"},
    {TOPIC_STATUS, STATUS ",\"temperature\":\"hot\"}", "/temperature wrong-type"},
    {TOPIC_STATUS, STATUS ",\"temperature\":1000}", "/temperature out-of-range"},
    {TOPIC_STATUS, STATUS ",\"throttled\":0}", "/throttled wrong-type"},
    {TOPIC_STATUS, STATUS ",\"certificate\":0}", "/certificate out-of-range"},
    {TOPIC_STATUS, STATUS ",\"Online\":true}", "!/Online unknown-field"},
    /* report */
    {TOPIC_REPORT, "{}", "/source missing\n/applied missing\n/people missing\n/errors missing"},
    {TOPIC_REPORT, "{\"source\":\"dream\",\"applied\":[],\"people\":1,\"errors\":{}}",
     "/source unknown-word\n/applied wrong-type\n/people wrong-type\n/errors wrong-type"},
    {TOPIC_REPORT,
     "{\"source\":\"live\",\"applied\":{\"config/office\":{\"rev\":-1,\"hash\":\"x\"}}," PEOPLE
     ",\"errors\":[]}",
     "/applied/config~1office/rev out-of-range\n/applied/config~1office/hash bad-hash"},
    {TOPIC_REPORT,
     "{\"source\":\"live\",\"applied\":{\"config/office\":7},\"people\":{\"count\":-1},"
     "\"errors\":[]}",
     "/applied/config~1office wrong-type\n/people/count out-of-range\n/people/hash missing"},
    {TOPIC_REPORT,
     "{\"source\":\"live\",\"applied\":{\"config/moon\":{}}," PEOPLE ",\"errors\":[]}",
     "!/applied/config~1moon unknown-field"},
    {TOPIC_REPORT,
     "{\"source\":\"live\",\"applied\":{\"config/office\":{\"hash\":\"" H63 "0\"},"
     "\"config/device/a\":{\"hash\":\"" H63 "0\"},\"config/device/b\":{\"hash\":\"" H63
     "0\"}}," PEOPLE ",\"errors\":[]}",
     "/applied too-many"},
    {TOPIC_REPORT, "{\"source\":\"live\",\"applied\":{}," PEOPLE ",\"errors\":[1,{}]}",
     "/errors/0 wrong-type\n/errors/1/topic missing\n/errors/1/pointer missing\n"
     "/errors/1/code missing\n/errors/1/message missing"},
    {TOPIC_REPORT,
     "{\"source\":\"live\",\"applied\":{}," PEOPLE ",\"errors\":[{\"topic\":\"" X64
     "\",\"rev\":\"\",\"pointer\":1,\"code\":\"" ID33 "\",\"message\":\"\"}]}",
     "/errors/0/topic too-long\n/errors/0/rev wrong-type\n/errors/0/pointer wrong-type\n"
     "/errors/0/code too-long\n/errors/0/message empty"},
    /* counts */
    {TOPIC_COUNTS, "{}", "/open missing\n/here missing"},
    {TOPIC_COUNTS, "{\"open\":-1,\"here\":2.5}", "/open out-of-range\n/here wrong-type"},
    {TOPIC_COUNTS, "{\"open\":2147483648,\"here\":\"2\"}", "/open out-of-range\n/here wrong-type"},
    {TOPIC_COUNTS, "{\"open\":1,\"here\":2,\"heer\":2}", "!/heer unknown-field"},
    /* tally */
    {TOPIC_TALLY, "{}", "/days missing\n/months missing"},
    {TOPIC_TALLY, "{\"days\":[],\"months\":0}", "/days wrong-type\n/months wrong-type"},
    {TOPIC_TALLY, "{\"days\":{\"2026-11\":{}},\"months\":{\"2026-11-23\":{}}}",
     "/days/2026-11 bad-date\n/months/2026-11-23 bad-date"},
    {TOPIC_TALLY, "{\"days\":{\"2026-02-30\":{}},\"months\":{\"2026-13\":{}}}",
     "/days/2026-02-30 bad-date\n/months/2026-13 bad-date"},
    {TOPIC_TALLY, "{\"days\":{\"2026-11-23\":{\"chat\":-1,\"idea\":\"2\"}},\"months\":{}}",
     "/days/2026-11-23/chat out-of-range\n/days/2026-11-23/idea wrong-type"},
    {TOPIC_TALLY, "{\"days\":{\"2026-11-23\":4},\"months\":{\"2026-11\":{\"Chat\":1}}}",
     "/days/2026-11-23 wrong-type\n/months/2026-11/Chat not-an-id"},
    {TOPIC_TALLY,
     "{\"months\":{},\"days\":{\"2026-11-01\":{},\"2026-11-02\":{},\"2026-11-03\":{},"
     "\"2026-11-04\":{},\"2026-11-05\":{},\"2026-11-06\":{},\"2026-11-07\":{},"
     "\"2026-11-08\":{},\"2026-11-09\":{},\"2026-11-10\":{},\"2026-11-11\":{},"
     "\"2026-11-12\":{},\"2026-11-13\":{},\"2026-11-14\":{},\"2026-11-15\":{}}}",
     "/days too-many"},
    {TOPIC_TALLY,
     "{\"days\":{\"2026-11-23\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,"
     "\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":1}},\"months\":{}}",
     "/days/2026-11-23 too-many"},
    /* commands */
    {TOPIC_COMMAND, "{}", "/id missing\n/command missing"},
    {TOPIC_COMMAND, "{\"id\":\"\",\"command\":\"\"}", "/id empty\n/command empty"},
    {TOPIC_COMMAND, "{\"id\":1,\"command\":2}", "/id wrong-type\n/command wrong-type"},
    {TOPIC_COMMAND, "{\"id\":\"" X64 "x\",\"command\":\"" ID33 "\"}",
     "/id too-long\n/command too-long"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"a\\u202eb\"}", "/command bad-text"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"brightness\"}", "/level missing"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"brightness\",\"level\":101}",
     "/level out-of-range"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"brightness\",\"level\":-1}",
     "/level out-of-range"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"brightness\",\"level\":\"50\"}",
     "/level wrong-type"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"log\",\"level\":\"loud\"}", "/level unknown-word"},
    {TOPIC_COMMAND, "{\"id\":\"a\",\"command\":\"log\",\"level\":3}", "/level wrong-type"},
    {TOPIC_COMMAND_ALL, "{\"id\":\"a\",\"command\":\"screen\",\"level\":3}",
     "!/level unknown-field"},
    {TOPIC_COMMAND_ALL, "{\"id\":\"a\",\"command\":\"juggle\",\"balls\":3}", ""},
    /* answers */
    {TOPIC_ANSWER, "{}", "/id missing\n/ok missing"},
    {TOPIC_ANSWER, "{\"id\":1,\"ok\":\"yes\",\"code\":2,\"message\":[]}",
     "/id wrong-type\n/ok wrong-type\n/code wrong-type\n/message wrong-type"},
    {TOPIC_ANSWER, SCREEN "\"size\":[800],\"targets\":[],\"texts\":[]}", "/size out-of-range"},
    {TOPIC_ANSWER, SCREEN "\"size\":[0,100001],\"targets\":1,\"texts\":[5]}",
     "/size/0 out-of-range\n/size/1 out-of-range\n/targets wrong-type\n/texts/0 wrong-type"},
    {TOPIC_ANSWER, SCREEN "\"size\":[1,1]}", "/targets missing\n/texts missing"},
    {TOPIC_REPLY,
     SCREEN "\"size\":[1,1],\"texts\":[{}],\"targets\":[{\"state\":1,\"rect\":[1,2,3,4,5]}]}",
     "/targets/0/name missing\n/targets/0/text missing\n/targets/0/state wrong-type\n"
     "/targets/0/rect too-many\n/texts/0/text missing\n/texts/0/rect missing"},
    {TOPIC_REPLY, "{\"id\":\"a\",\"ok\":true,\"png\":\"no base64!\"}", "/png bad-text"},
    {TOPIC_REPLY, "{\"id\":\"a\",\"ok\":true,\"png\":\"abc\"}", "/png bad-text"},
    {TOPIC_REPLY, "{\"id\":\"a\",\"ok\":true,\"png\":4}", "/png wrong-type"},
    /* pairing */
    {TOPIC_PAIR_ASK, "{}", "/request missing\n/salt missing\n/version missing"},
    {TOPIC_PAIR_ASK, "{\"request\":3,\"salt\":\"\",\"version\":1}",
     "/request wrong-type\n/salt empty\n/version wrong-type"},
    {TOPIC_PAIR_ASK,
     "{\"request\":\"AA\\nAA\",\"salt\":\"000000000000000000000000000000000\",\"version\":\"1\"}",
     "/request bad-text\n/salt too-long"},
    {TOPIC_PAIR_ANSWER, "{}",
     "/broker missing\n/office missing\n/device missing\n/role missing\n/certificate missing\n"
     "/authority missing"},
    {TOPIC_PAIR_ANSWER,
     "{\"broker\":\"\",\"office\":\"My Office\",\"device\":2,\"role\":\"king\","
     "\"certificate\":\"a\\nb\",\"authority\":[]}",
     "/broker empty\n/office not-an-id\n/device wrong-type\n/role unknown-word\n"
     "/certificate bad-text\n/authority wrong-type"},
};

enum { BAD_DEVICE_ROWS = sizeof(bad_device) / sizeof(*bad_device) };

#endif
