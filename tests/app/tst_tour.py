"""Runs the tour without a display and looks at what it left: pictures of the right size, a run file that h5py reads."""
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py

WANTED = ["motors", "stripchart", "camera", "curve", "points", "raster", "runs", "positions",
          "scan-light", "align-light", "scan-dark", "align-dark"]


def png_size(path):
    header = path.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n", f"{path} is no PNG"
    return int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")


def main():
    program = Path(sys.argv[1]) / "beamdeck"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([program, "--tour", folder], capture_output=True, text=True, timeout=400)
        print(done.stdout, done.stderr)
        assert done.returncode == 0, f"the tour ended with {done.returncode}"
        for name in WANTED:
            width, height = png_size(Path(folder) / f"{name}.png")
            assert width > 200 and height > 100, f"{name} is {width} x {height}"
        assert png_size(Path(folder) / "scan-light.png") == (1600, 1000)
        data = [line.split(": ", 1)[1] for line in done.stdout.splitlines() if line.startswith("data: ")]
        with h5py.File(data[0], "r") as file:
            entry = file[file.attrs["default"]]
            signal = entry["data"].attrs["signal"]
            assert entry["data"][signal].shape == (13, 13), entry["data"][signal].shape


main()
