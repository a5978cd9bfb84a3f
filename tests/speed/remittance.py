"""The benchmark of X12: an 835 of 20,000 claims through the production import.

`python -m tests.speed.remittance [--claims N]`. The file is the same on every machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from d9311.ingest import import_files

CLAIMS, LINES = 20_000, 2


def make(path: Path, claims: int) -> Path:
    """Write one check of so many claims, each of two lines with two adjustments: about 10 MB for 20,000."""
    segments = [
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*000000001*0*P*:"
    ]
    segments += ["GS*HP*SENDER*RECEIVER*20250301*1200*1*X*005010X221A1", "ST*835*0001*005010X221A1"]
    segments += [f"BPR*I*{claims * LINES * 60}*C*ACH*CCP*01*1*DA*1*1*1*01*1*DA*1*20250305", "TRN*1*T1*1"]
    segments += [
        "DTM*405*20250301",
        "N1*PR*DELTA DENTAL*XV*94276",
        "N1*PE*MAIN STREET DENTAL*XX*1999999984",
        "LX*1",
    ]
    for number in range(claims):
        segments += [
            f"CLP*CLAIM{number:08d}*1*{LINES * 100}*{LINES * 60}*{LINES * 20}*12*ICN{number:012d}*11*1",
            f"NM1*QC*1*PATIENT*ONE****MI*MEMBER{number:08d}",
            "NM1*82*1*SMITH*JOHN****XX*1999999976",
            f"REF*EA*CHART{number:08d}",
            "DTM*232*20250110",
            "DTM*050*20250112",
            "PER*CX*CLAIMS DEPARTMENT*TE*8005550100",
        ]
        for line in range(1, LINES + 1):
            segments += [
                f"SVC*AD:D93{line:02d}*100*60**1",
                "DTM*472*20250110",
                "CAS*CO*45*20",
                "CAS*PR*1*10**2*10",
                f"REF*6R*{line}",
                "AMT*B6*80",
                "LQ*HE*N130",
            ]
    segments += [f"SE*{len(segments) - 1}*0001", "GE*1*1", "IEA*1*000000001"]
    path.write_text("".join(f"{segment}~\n" for segment in segments), encoding="ascii")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.remittance", description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS, metavar="N")
    claims = parser.parse_args().claims
    with tempfile.TemporaryDirectory(prefix="d9311-bench-") as folder:
        path = make(Path(folder) / "era.835", claims)
        start, cpu = perf_counter(), process_time()
        report = import_files(Path(folder) / "d9311.duckdb", claims=[path])
        result = {
            "claims": claims,
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "rows_kept": report.files[0].rows_kept,
            "seconds": round(perf_counter() - start, 2),
            "cpu_seconds": round(process_time() - cpu, 2),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
