"""Pictures of virtual screens."""
import struct
import time
import zlib


def still(screen):
    """Whether it shows the same for a second."""
    before = screen.picture()
    time.sleep(1)
    return before == screen.picture()


def as_png(dump, path):
    """A picture in the X window dump format as a file that others can read."""
    header = struct.unpack(">20I", dump[:80])
    start, width, height, line = header[0] + 12 * header[19], header[4], header[5], header[12]
    rows = bytearray()
    for y in range(height):
        row = dump[start + y * line:start + y * line + 4 * width]
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        rows += b"\0" + rgb
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(rows))),
              (b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks))
    return path
