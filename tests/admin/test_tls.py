#!/usr/bin/env python3
"""praatjectl over TLS, to a real broker with certificates made here."""
import shutil
import subprocess
import sys

from harness import OFFICE, Broker, Case, ctl, main


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


class Tls(Case):
    def authority(self, name):
        openssl(self.folder, "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key", "-out",
                f"{name}.crt", "-subj", f"/CN={name}", "-days", "30")

    def certificate(self, name, authority, *days, host="IP:127.0.0.1"):
        self.file(f"{name}.ext", f"subjectAltName={host}\n")
        openssl(self.folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        openssl(self.folder, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.crt",
                "-CAkey", f"{authority}.key", "-CAcreateserial", "-extfile", f"{name}.ext",
                "-out", f"{name}.crt", *(days or ("-days", "30")))

    def broker(self, name="server", *lines):
        files = {file: (self.folder / file).read_text()
                 for file in (f"{name}.crt", f"{name}.key", "ca.crt")}
        broker = Broker(("allow_anonymous true", "cafile %s/ca.crt", f"certfile %s/{name}.crt",
                         f"keyfile %s/{name}.key", *lines), files)
        self.addCleanup(broker.close)
        self.options = ["--broker", f"mqtts://127.0.0.1:{broker.port}", "--office", OFFICE,
                        "--timeout", "3"]

    def setUp(self):
        super().setUp()
        self.authority("ca")
        self.ca = ["--cafile", self.folder / "ca.crt"]

    def test_a_broker_of_the_known_authority_is_believed(self):
        self.certificate("server", "ca")
        self.broker()
        self.assert_exit(0, *self.options, *self.ca, "kind", "list")

    def test_each_reason_not_to_believe_it_has_its_own_sentence(self):
        self.certificate("server", "ca")
        self.broker()
        self.authority("other")
        self.assert_exit(69, *self.options, "--cafile", self.folder / "other.crt", "kind", "list",
                         says="authority that isn't known here")
        self.certificate("named", "ca", host="DNS:elsewhere.example")
        self.broker("named")
        self.assert_exit(69, *self.options, *self.ca, "kind", "list",
                         says="for another host name")
        self.certificate("old", "ca", "-days", "-1")
        self.broker("old")
        self.assert_exit(69, *self.options, *self.ca, "kind", "list", says="has expired")

    def test_a_certificate_of_ones_own_lets_one_in(self):
        self.certificate("server", "ca")
        self.certificate("admin", "ca")
        self.broker("server", "require_certificate true", "use_identity_as_username true")
        own = ["--cert", self.folder / "admin.crt", "--key", self.folder / "admin.key"]
        self.assert_exit(0, *self.options, *self.ca, *own, "kind", "list")
        self.assertEqual(ctl(*self.options, *self.ca, "kind", "list")[0], 69)

    def test_files_that_cannot_be_used_are_named(self):
        self.certificate("server", "ca")
        self.broker()
        self.assert_exit(69, *self.options, "--cafile", self.folder / "none.crt", "kind", "list",
                         says="none.crt can't be read")
        bad = self.file("bad.crt", "nothing")
        self.assert_exit(69, *self.options, "--cafile", bad, "kind", "list", says="bad.crt")


if __name__ == "__main__":
    if not shutil.which("openssl"):
        print("skipped: this needs openssl")
        sys.exit(77)
    main()
