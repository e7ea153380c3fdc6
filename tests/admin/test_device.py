#!/usr/bin/env python3
"""praatjectl device screen and screenshot, answered by a device that the test plays."""
import base64
import json
import struct
import subprocess
import threading
import time
import zlib

from harness import LineReader, ROOT, OfficeCase, ctl, main


def png():
    """A picture of one pixel."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b""))


class Ask(OfficeCase):
    def device(self, fields):
        """Answers the next command to kiosk-1 with these fields and its id."""
        self.broker.publish("reply/test/ready", "ready")
        reader = subprocess.Popen(
            self.broker.tool("mosquitto_sub", "-q", "1", "-t", f"{ROOT}/device/kiosk-1/command",
                             "-t", f"{ROOT}/reply/test/ready", "-F", "%p"),
            stdout=subprocess.PIPE)
        lines = LineReader(reader.stdout)
        self.assertEqual(lines.next(), "ready")
        self.asked = None

        def answer():
            self.asked = json.loads(lines.next())
            # A stranger's answer comes first: it isn't the one that was asked for.
            self.broker.publish("device/kiosk-1/answer", {"id": "other", "ok": False}, retain=False)
            self.broker.publish("device/kiosk-1/answer",
                                {"id": self.asked["id"], **fields}, retain=False)
        thread = threading.Thread(target=answer)
        thread.start()
        self.addCleanup(reader.stdout.close)
        self.addCleanup(reader.wait)
        self.addCleanup(reader.kill)
        self.addCleanup(thread.join)

    SCREEN = {"ok": True, "screen": "home", "size": [800, 480],
              "targets": [{"name": "person:p-1", "text": "Corine", "state": "here",
                           "rect": [16, 72, 150, 80]},
                          {"name": "language", "text": "English", "rect": [700, 430, 84, 46]}],
              "texts": [{"text": "Wie is er?", "rect": [16, 16, 200, 30]}]}

    def test_a_screen_is_listed(self):
        self.device(self.SCREEN)
        lines = self.ctl_ok("device", "screen", "kiosk-1").splitlines()
        self.assertEqual(self.asked["command"], "screen")
        self.assertEqual(lines[0], "home, 800 x 480")
        self.assertEqual(lines[2].split(), ["person:p-1", "16,72", "150x80", "here", "Corine"])
        self.assertEqual(lines[3].split(), ["language", "700,430", "84x46", "English"])
        self.assertEqual(lines[5].split(), ["16,16", "200x30", "Wie", "is", "er?"])

    def test_with_json_the_answer_is_handed_on_as_it_came(self):
        self.device(self.SCREEN)
        out = self.ctl_ok("--json", "device", "screen", "kiosk-1")
        self.assertEqual(json.loads(out), {"id": self.asked["id"], **self.SCREEN})

    def test_a_screenshot_is_written_into_a_file(self):
        picture, path = png(), self.folder / "kiosk.png"
        self.device({"ok": True, "png": base64.b64encode(picture).decode()})
        out = self.ctl_ok("device", "screenshot", "kiosk-1", "-o", path)
        self.assertEqual(self.asked["command"], "screenshot")
        self.assertEqual(path.read_bytes(), picture)
        self.assertIn(f"{len(picture)} bytes", out)

    def test_a_screenshot_goes_to_standard_output_too(self):
        picture = png()
        self.device({"ok": True, "png": base64.b64encode(picture).decode()})
        code, out, err = ctl(*self.options, "device", "screenshot", "kiosk-1", "-o", "-",
                             binary=True)
        self.assertEqual((code, out), (0, picture), err)

    def test_a_file_that_cannot_be_written_is_74(self):
        self.device({"ok": True, "png": base64.b64encode(png()).decode()})
        self.assert_exit(74, *self.options, "device", "screenshot", "kiosk-1", "-o",
                         self.folder / "none" / "kiosk.png", says="cannot be written")

    def test_a_no_of_the_device_is_76(self):
        self.device({"ok": False, "code": "no-picture",
                     "message": "The picture could not be made."})
        self.assert_exit(76, *self.options, "device", "screenshot", "kiosk-1", "-o", "-",
                         says=["The picture could not be made.", "no-picture"])

    def test_a_no_of_one_of_all_is_76_and_the_others_are_told(self):
        now = int(time.time())
        for name in ("k-1", "k-2"):
            self.broker.publish(f"device/{name}/status", {
                "online": True, "conn": 1, "boot": 1, "version": "0", "role": "kiosk",
                "clock": "synced", "unsent": 0, "at": now})
        reader = subprocess.Popen(
            self.broker.tool("mosquitto_sub", "-q", "1", "-t", f"{ROOT}/device/all/command",
                             "-t", f"{ROOT}/reply/test/ready", "-F", "%p"), stdout=subprocess.PIPE)
        self.addCleanup(reader.stdout.close)
        self.addCleanup(reader.wait)
        self.addCleanup(reader.kill)
        lines = LineReader(reader.stdout)
        self.broker.publish("reply/test/ready", "ready")
        lines.until("ready")

        def answer():
            asked = json.loads(lines.next())["id"]
            self.broker.publish("device/k-1/answer", {
                "id": asked, "ok": False, "code": "busy", "message": "Not now."}, retain=False)
            # Whoever answers twice doesn't answer for another.
            for _ in range(2):
                self.broker.publish("device/k-2/answer", {"id": asked, "ok": True}, retain=False)
        thread = threading.Thread(target=answer)
        thread.start()
        self.addCleanup(thread.join)
        out = self.assert_exit(76, *self.options, "device", "clean", "all",
                               says="'k-1' says no: Not now. (busy)")
        self.assertEqual(out, "k-2: touches do nothing for 30 seconds\n")

    def test_nobody_online_to_ask_is_75(self):
        self.assert_exit(75, *self.options, "device", "identify", "all", says="no device of 'hq' is online")

    def test_no_answer_is_75_and_says_what_is_known_of_the_device(self):
        self.assert_exit(75, *self.options, "--timeout", "0.5", "device", "screen", "nobody",
                         says=["'nobody'", "no such device", "0.5 seconds"])
        self.broker.publish("config/device/kiosk-1", {"role": "kiosk", "name": "K"})
        self.assert_exit(75, *self.options, "--timeout", "0.5", "device", "screen", "kiosk-1",
                         says="never been online")


if __name__ == "__main__":
    main()
