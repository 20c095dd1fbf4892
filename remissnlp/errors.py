"""What can be wrong with the user's material: one short family of errors, each a clear line in Swedish."""


class RemissError(Exception):
    """The user's data cannot be used as it is; the message says which file, what, and what to do."""


class UnreadablePdfError(RemissError):
    """A PDF gave no text: encrypted, damaged, scanned, empty, too large or not a PDF at all."""


class CorpusError(RemissError):
    """The remiss folder or one of its settings files is missing or broken."""


class PipelineError(RemissError):
    """The Swedish pipeline asked for is not installed or cannot do the work."""


class CheckFailedError(RemissError):
    """The finished sammanställning does not agree with its documents, so nothing is written."""
