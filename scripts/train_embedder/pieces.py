"""The vocabulary of word pieces: learnt by byte-pair encoding, used by longest match (`remissnlp.themes.pieces`)."""

from collections.abc import Iterable

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from remissnlp.themes.pieces import START, words_of


def learn_pieces(texts: Iterable[str], size: int) -> list[str]:
    """Learn pieces of lower-cased words; a piece that begins a word starts with `START`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.BpeTrainer(vocab_size=size, min_frequency=8, limit_alphabet=90, show_progress=False)
    marked = (" ".join(START + word for word in words_of(text)) for text in texts)
    tokenizer.train_from_iterator(marked, trainer)
    numbers = tokenizer.get_vocab()
    return sorted(numbers, key=numbers.__getitem__)
