"""What others would do: fuzzy ratios, tf-idf and MinHash at the thresholds in use. Each says "drop" or "keep"."""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from bench.pairs import Pair

try:
    from datasketch import MinHash
    from sklearn.feature_extraction.text import TfidfVectorizer
except ImportError:
    MinHash = TfidfVectorizer = None

Drops = Callable[[Pair], bool]


def rivals(pairs: Sequence[Pair]) -> dict[str, Drops]:
    """Every rival that is installed; tf-idf learns its weights from all the lines measured."""
    found: dict[str, Drops] = {
        "token_set 85": lambda pair: fuzz.token_set_ratio(pair.old.lower(), pair.new.lower()) >= 85,
        "WRatio 90": lambda pair: fuzz.WRatio(pair.old.lower(), pair.new.lower()) >= 90,
    }
    if TfidfVectorizer is None or MinHash is None:
        print("pip install -r requirements/bench.txt shows all rivals")
        return found
    return found | {"tf-idf .80": _tfidf(pairs), "MinHash .5": _minhash()}


def _tfidf(pairs: Sequence[Pair]) -> Drops:
    learned = TfidfVectorizer(sublinear_tf=True).fit([line for pair in pairs for line in (pair.old, pair.new)])

    def drops(pair: Pair) -> bool:
        one, other = learned.transform([pair.old, pair.new])
        return float((one @ other.T).toarray()[0, 0]) >= 0.80

    return drops


def _minhash() -> Drops:
    def sketch(text: str) -> MinHash:
        made = MinHash(num_perm=128, seed=1)
        words = text.lower().split()
        made.update_batch([" ".join(words[at : at + 2]).encode() for at in range(max(1, len(words) - 1))])
        return made

    return lambda pair: bool(sketch(pair.old).jaccard(sketch(pair.new)) >= 0.5)
