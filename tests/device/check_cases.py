"""What praatje --panel-check tells whoever wires a panel up, on real chips."""
import itertools
import re

import bench as b

CHECK = "praatje --panel-boards /praatje --panel-check"


class CheckCases:
    """What must hold with either libgpiod; label is the chip's, yellow is how its first line is told."""

    label = yellow = None

    @classmethod
    def setUpClass(cls):
        cls.bench, cls.pi = b.current, b.current.machine
        cls.pins = cls.bench.panel()

    def setUp(self):
        self.pins.ready()

    def start(self):
        """Shows presses in the guest until it is interrupted; whatever else it says is in its log."""
        self.pi.sh(f"{CHECK} --panel {self.pins.WIRING} >/run/check.log 2>&1 & echo $! >/run/check.pid")
        self.addCleanup(self.pi.sh, "kill $(cat /run/check.pid) 2>/dev/null", check=False)
        self.addCleanup(self.pins.calm)
        self.until("Press the buttons")

    def until(self, words):
        """The log, once it has those words in one line."""
        self.bench.until(lambda: words in self.pi.sh("cat /run/check.log"), f"the check says {words}")
        return self.pi.sh("cat /run/check.log")

    def test_it_lists_the_lines_and_shows_presses_while_they_last(self):
        self.start()
        said = self.until("white button up")
        self.assertRegex(said, rf"/dev/gpiochip\d+, label {self.label}, [78] lines:")
        self.assertRegex(said, rf"(?m)^ +0 +{self.yellow or '-'} +input +free$")
        self.assertRegex(said, rf"(?m)^ +yellow button +line 0{self.yellow and ' ' + self.yellow}, active low$")
        self.pins.close("YELLOW")
        self.until("yellow button down")
        self.pins.until_lamp("YELLOW", True)
        self.pins.open("YELLOW")
        self.pins.until_lamp("YELLOW", False)
        # Found so, pressed, let go; a driver that is new to its lines may tell twice how they are.
        said = re.findall(r"yellow button (up|down)$", self.pi.sh("cat /run/check.log"), re.MULTILINE)
        self.assertEqual([how for how, _ in itertools.groupby(said)], ["up", "down", "up"])
        self.pins.calm()
        self.pi.sh("kill -INT $(cat /run/check.pid)")
        self.bench.until(lambda: not self.pi.there("/proc/$(cat /run/check.pid)"), "it ends")

    def test_it_says_who_holds_a_line_and_where_the_map_asks_for_it(self):
        self.start()
        said = self.pi.sh(f"{CHECK}=1 --panel {self.pins.WIRING}", check=False)
        self.assertRegex(said, rf"(?m)^ +0 +{self.yellow or '-'} +input +praatje$")
        self.assertRegex(said, rf"/praatje/{self.pins.WIRING}.conf:\d+: line 0.* of {self.label} .* is held by praatje")

    def test_a_map_for_another_machine_is_told_what_is_there_instead(self):
        wiring = f"/praatje/{self.pins.WIRING}.conf"
        self.pi.sh(f"sed s/{self.label}/elsewhere/ {wiring} >/run/other.conf; "
                   f"sed 's/^line = {self.yellow or 0}$/line = NOWHERE/' {wiring} >/run/lines.conf")
        place = self.pi.sh("grep -n ^label /run/other.conf").split(":")[0]
        said = self.pi.sh("praatje --panel-boards /run --panel other --panel-check=1; echo status $?")
        self.assertRegex(said, rf"/run/other.conf:{place}: there is no GPIO chip labelled elsewhere; "
                               rf"there is .*{self.label} \(/dev/gpiochip\d+\)")
        self.assertIn("status 78", said)
        place = self.pi.sh("grep -n ^line /run/lines.conf").split(":")[0]
        said = self.pi.sh("praatje --panel-boards /run --panel lines --panel-check=1; echo status $?")
        self.assertIn(f"/run/lines.conf:{place}: {self.label} has no line NOWHERE; it has {self.yellow or 'no names'}",
                      said)
        self.assertIn("status 78", said)
