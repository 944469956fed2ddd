import pytest

from normalizer.resources.polish_cases import POLISH_CASES, polish_cases


@pytest.mark.parametrize(
    ("word", "gender", "wanted", "unwanted"),
    [
        (
            "Gorbaczow",
            "m",
            {"Gorbaczowa", "Gorbaczowem", "Gorbaczowie"},
            "Gorbacza",
        ),
        ("Chodorkowski", "m", {"Chodorkowskiego", "Chodorkowskim"}, "Chodorkowskiej"),
        ("Nawalny", "m", {"Nawalnego", "Nawalnemu", "Nawalnym"}, "Nawalnej"),
        ("Poroszenko", "m", {"Poroszenki", "Poroszence", "Poroszenką"}, "Poroszenkami"),
        ("Łukaszenka", "m", {"Łukaszenki", "Łukaszence", "Łukaszenkę"}, "Łukaszenkach"),
        ("Kułeba", "m", {"Kułeby", "Kułebie", "Kułebę", "Kułebą"}, "Kułebi"),
        ("Zacharowa", "f", {"Zacharowej", "Zacharową"}, "Zacharowy"),
        ("Cichanouska", "f", {"Cichanouskiej", "Cichanouską"}, "Cichanouskiego"),
        ("Siergiej", "m", {"Siergieja", "Siergiejem", "Siergiejowi"}, "Siergiejie"),
        ("Dmytro", "m", {"Dmytra", "Dmytrowi", "Dmytrem"}, "Dmytry"),
        ("Kijów", "n", {"Kijowa", "Kijowie", "Kijowem"}, "Kijówa"),
        ("Moskwa", "n", {"Moskwy", "Moskwie", "Moskwę", "Moskwą"}, "Moskwej"),
        ("Chersoń", "n", {"Chersonia", "Chersoniu", "Chersoniem"}, "Chersońa"),
        ("Donieck", "n", {"Doniecka", "Doniecku", "Donieckiem"}, "Donieckie"),
        ("Połtawa", "n", {"Połtawy", "Połtawie", "Połtawę"}, "Połtawi"),
        ("Awdijiwka", "n", {"Awdijiwki", "Awdijiwce", "Awdijiwkę"}, "Awdijiwkie"),
        ("Bachmut", "n", {"Bachmutu", "Bachmucie", "Bachmutem"}, "Bachmutie"),
        ("Sumy", "n", {"Sum", "Sumach", "Sumami"}, "Sumem"),
        ("Stry", "n", {"Stry"}, "Strach"),
        ("Zaporoże", "n", {"Zaporoża", "Zaporożu"}, "Zaporożem-"),
        ("Tymoszenko", "f", {"Tymoszenko"}, "Tymoszenki"),
    ],
)
def test_a_name_has_its_forms_and_no_others(
    word: str, gender: str, wanted: set[str], unwanted: str
) -> None:
    forms = {form for case in POLISH_CASES for form in polish_cases(word, gender)[case]}
    assert wanted <= forms
    assert unwanted not in forms
