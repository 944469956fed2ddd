"""Firefox Translations models: which folders are taken for one, and what is said of bad ones.

A real model of this kind can't be had without a network. The one that is written here runs in
the real library, and says one word to each sentence.
"""

import io
import shutil
import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sentencepiece

from normalizer.engines.engine import Decoding
from normalizer.engines.firefox import FirefoxEngine, firefox_engines
from normalizer.engines.installed import Installed
from normalizer.errors import ModelError

needs_library = pytest.mark.skipif(
    find_spec("fxtranslate") is None, reason="the extra firefox is not installed"
)
FILES = ("model.ruen.intgemm.alphas.bin", "vocab.ruen.spm", "lex.50.50.ruen.s2t.bin")


def write_folder(path: Path, *names: str) -> Path:
    path.mkdir(parents=True)
    for name in names:
        (path / name).write_bytes(b"no model")
    return path


WIDTH, INNER = 32, 64
FLOAT, BYTES, TEXT = 0x404, 0x4101, 0x101
"""Types of Marian: numbers, eight-bit weights, the description of the model."""


@pytest.fixture(scope="module")
def one_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Firefox model of one layer and no knowledge: to any sentence it says `Hafen`."""
    path = tmp_path_factory.mktemp("firefox") / "ru-de"
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["порт открыт", "Hafen offen"] * 30),
        model_writer=written,
        vocab_size=6,
        model_type="word",
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        minloglevel=2,
    )
    words = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    write_folder(path)
    (path / "vocab.rude.spm").write_bytes(written.getvalue())
    said = words.piece_to_id("\u2581Hafen")
    (path / "model.rude.bin").write_bytes(marian(weights(words.get_piece_size(), said)))
    return path


def weights(words: int, said: int) -> dict[str, Any]:
    """All are silent but the embedding, where the end is what comes behind the word ``said``."""
    found: dict[str, Any] = {}

    def linear(name: str, rows: int, columns: int, bias: str = "") -> None:
        found[name] = np.zeros((rows, columns), np.int8)
        found[f"{name}_QuantMultA"] = np.full((1, 1), 40, np.float32)
        if bias:
            found[bias] = np.zeros((1, columns), np.float32)

    def norm(name: str) -> None:
        found[f"{name}_ln_scale"] = np.ones((1, WIDTH), np.float32)
        found[f"{name}_ln_bias"] = np.zeros((1, WIDTH), np.float32)

    for attention in ("encoder_l1_self", "decoder_l1_context"):
        for part in "qkvo":
            linear(f"{attention}_W{part}", WIDTH, WIDTH, f"{attention}_b{part}")
        norm(f"{attention}_Wo")
    for network in ("encoder_l1_ffn", "decoder_l1_ffn"):
        linear(f"{network}_W1", WIDTH, INNER, f"{network}_b1")
        linear(f"{network}_W2", INNER, WIDTH, f"{network}_b2")
        norm(f"{network}_ffn")
    linear("decoder_l1_rnn_W", WIDTH, WIDTH)
    linear("decoder_l1_rnn_Wf", WIDTH, WIDTH, "decoder_l1_rnn_bf")
    norm("decoder_l1_rnn_ffn")
    linear("Wemb", words, WIDTH)
    # The place of the first word is 0 and 1 by halves, which this has nothing in common with.
    found["Wemb"][said] = np.tile([40, -40], WIDTH // 2)
    found["Wemb"][0] = 2 * found["Wemb"][said]
    found["decoder_ff_logit_out_b"] = np.zeros((1, words), np.float32)
    found["decoder_ff_logit_out_b"][0, said] = 5
    for name in ("none_QuantMultA", "Wemb_QuantMultA", "decoder_Wemb_QuantMultA"):
        found[name] = np.full((1, 1), 40, np.float32)
    settings = {
        "type": "transformer", "version": "v1.9.0", "dec-cell": "ssru", "dim-emb": WIDTH,
        "transformer-heads": 2, "enc-depth": 1, "dec-depth": 1, "transformer-dim-ffn": INNER,
        "dim-vocabs": [words, words],
    }  # fmt: skip
    lines = "".join(f"{key}: {value}\n" for key, value in settings.items())
    return found | {"special:model.yml": f"{lines}\0".encode()}


def marian(items: dict[str, Any]) -> bytes:
    """The bytes of a model file: a head for each item, names, shapes, and the items, aligned."""
    heads, names, shapes, contents = b"", b"", b"", b""
    for name, item in items.items():
        kind, shape, content = TEXT, (len(item),), item
        if not isinstance(item, bytes):
            kind, shape = (BYTES if item.dtype == np.int8 else FLOAT), item.shape
            content = item.tobytes()
        if kind == BYTES:
            content += struct.pack("<f", 40)  # what the weights were multiplied by
        content += bytes(-len(content) % 256)
        heads += struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(content))
        names += name.encode() + b"\0"
        shapes += struct.pack(f"<{len(shape)}i", *shape)
        contents += content
    start = struct.pack("<QQ", 1, len(items)) + heads + names + shapes
    gap = -(len(start) + 8) % 256
    return start + struct.pack("<Q", gap) + bytes(gap) + contents


@needs_library
def test_the_library_translates_with_the_files_of_a_folder(one_word: Path) -> None:
    (engine,) = Installed((one_word.parent,)).engines()
    assert (engine.source, engine.target) == ("ru", "de")
    found = engine.translate(["порт открыт", "  порт \n", "", " "], Decoding())
    assert [hypothesis and hypothesis.text for hypothesis in found] == [
        "Hafen", "  Hafen \n", None, None,
    ]  # fmt: skip


@needs_library
@pytest.mark.parametrize(
    ("sentence", "translation"),
    [
        ("порт " * 150, "Hafen Hafen "),
        (f"порт{' порт' * 120},  {'открыт ' * 30}порт", "Hafen Hafen  Hafen"),
        ("порт " * 1000, "Hafen " * 16),
    ],
)
def test_a_long_sentence_goes_in_parts_so_that_nothing_of_it_is_dropped(
    one_word: Path, sentence: str, translation: str
) -> None:
    (found,) = FirefoxEngine(one_word, "ru", "de").translate([sentence], Decoding())
    assert found is not None
    assert found.text == translation


def test_folders_named_by_a_pair_that_hold_a_model_are_found(tmp_path: Path) -> None:
    write_folder(tmp_path / "ru-en", *FILES)
    write_folder(tmp_path / "en-de", "vocab.ende.spm")
    write_folder(tmp_path / "models", *FILES)
    (tmp_path / "en-ru").write_bytes(b"")
    assert [(e.source, e.target) for e in firefox_engines((tmp_path, tmp_path / "none"))] == [
        ("ru", "en")
    ]
    (engine,) = Installed((tmp_path,)).engines(("firefox",))
    assert engine.name == "ru-en (Firefox)"


@needs_library
@pytest.mark.parametrize(
    "vocabularies", [("vocab.ruen.spm",), ("srcvocab.a.spm", "trgvocab.b.spm")]
)
def test_a_damaged_model_is_an_error(tmp_path: Path, vocabularies: tuple[str, ...]) -> None:
    path = write_folder(tmp_path / "ru-en", FILES[0], *vocabularies)
    with pytest.raises(ModelError, match="ru-en: can't be loaded"):
        FirefoxEngine(path, "ru", "en").translate(["Порт"], Decoding())


@needs_library
@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (FILES[:1], r"vocab\.\*\.spm or srcvocab\.\*\.spm"),
        ((FILES[0], "srcvocab.ruen.spm"), r"vocab\.\*\.spm or trgvocab\.\*\.spm"),
        (FILES[1:], r"model\.\*\.bin"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, names: tuple[str, ...], missing: str) -> None:
    path = write_folder(tmp_path / "ru-en", *names)
    with pytest.raises(ModelError, match=f"{missing} is missing"):
        FirefoxEngine(path, "ru", "en").translate(["Порт"], Decoding())


def test_without_the_extra_a_model_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    path = write_folder(tmp_path / "ru-en", *FILES)
    with pytest.raises(ModelError, match=r"pip install 'article-normalizer\[firefox\]'"):
        FirefoxEngine(path, "ru", "en").translate(["Порт"], Decoding())


@needs_library
@pytest.mark.parametrize(
    ("start", "end"), [(2000, 2400), (8, 16)], ids=["a variable is missing", "a count is absurd"]
)
def test_a_model_the_library_halts_at_is_damaged_and_nobody_else_dies(
    one_word: Path, tmp_path: Path, start: int, end: int
) -> None:
    path = tmp_path / "ru-de"
    shutil.copytree(one_word, path)
    content = bytearray((path / "model.rude.bin").read_bytes())
    content[start:end] = bytes(byte ^ 0x55 for byte in content[start:end])
    (path / "model.rude.bin").write_bytes(content)
    with pytest.raises(ModelError, match="get the model again"):
        FirefoxEngine(path, "ru", "de").translate(["порт открыт"], Decoding())
