"""The contract as a document: its blocks and remarks, in their order."""
import dataclasses
import re

import tables

OFFICE = "delft"


@dataclasses.dataclass
class Block:
    line: int
    tag: str   # what stands after the fence: sh, mqtt, example, reads, refused, answer, lamp, text
    rest: str  # what follows the tag
    text: str

    def topic(self):
        """The topic of an example that is published: its first line."""
        return self.text.partition("\n")[0]

    def payload(self):
        return self.text.partition("\n")[2].rstrip("\n")


@dataclasses.dataclass
class Remark:
    """What a device then shows, or hides."""
    line: int
    device: str
    verb: str
    words: str


def read():
    """Blocks and remarks as they follow one another."""
    found, block = [], None
    for number, line in enumerate(tables.CONTRACT.read_text().splitlines(), 1):
        fence = re.fullmatch(r"```(\S*) ?(.*)", line)
        remark = re.fullmatch(r"<!-- (\S+) (shows|hides): (.*) -->", line)
        if fence and block is None:
            block = Block(number, fence[1], fence[2], "")
        elif line == "```":
            found.append(block)
            block = None
        elif block is not None:
            block.text += line + "\n"
        elif remark:
            found.append(Remark(number, *remark.groups()))
    assert block is None, "a block without an end"
    return found


def blocks(*tags):
    return [b for b in read() if isinstance(b, Block) and b.tag in tags]


def refusals(block):
    """What a block says of a refusal: (pointer, code, sentence) a line."""
    return [tuple(line.split(" ", 2)) for line in block.text.splitlines()]
