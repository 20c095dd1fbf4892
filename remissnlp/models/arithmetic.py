"""Arithmetic: matrices multiplied by numpy, which here is up to three times as fast as spaCy's own routine."""

from typing import Any

import numpy as np
from thinc.api import NumpyOps, registry
from threadpoolctl import ThreadpoolController

_THREADS = ThreadpoolController()


@registry.ops("remissnlp")
class MatrixOps(NumpyOps):
    """thinc's operations on a processor, with numpy's product of matrices."""

    name = "remissnlp"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Multiply two matrices, either of them turned first, on one thread: they are too small to share."""
        with _THREADS.limit(limits=1, user_api="blas"):
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
