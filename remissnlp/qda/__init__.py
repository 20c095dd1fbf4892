"""Exchange with NVivo, MAXQDA, ATLAS.ti and QualCoder in the REFI-QDA standard 1.5: codebooks and coded projects."""

from remissnlp.qda.codebook_file import read_codebook, write_codebook
from remissnlp.qda.project_file import codebook_of_themes, read_project, write_project

__all__ = ["codebook_of_themes", "read_codebook", "read_project", "write_codebook", "write_project"]
