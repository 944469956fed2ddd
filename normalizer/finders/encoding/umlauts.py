"""Stems of German words with letters outside ASCII."""

_A = """
ähnlich älter ältest änder ängst ärzt ärger äußer ängstig abhäng anhäng zusammenhäng anwält verwalt bäck bäder bäll bäm
bänd bänk bär bärt bäuer bäum bäuch beschäftig beschränk bestätig beträcht beträg vertäg blätt bläs bräuch bräut
dächer dächt dämm dämpf därm gedächtnis verdächt däne dänemark dränk dräng bedräng drähte einschränk erklär erhält
enthält verhält verhältnis gehält behält hält erläuter erwäg erwähn erzähl zähl fähig fähr gefähr gefährd gefährt
fälle fällt gefäll fälsch fäng empfäng fänger färb fäuste ergänz gänz gäng gängig vorgäng zugäng gärt gärten gäst
gebäud geländ gelände gerät geräusch geschäft gesetzmäß gespräch geständ gewähr gewält gläs gläub gräb gräm gräs
hälfte hälse händ händler häng härt hässlich häuf häus häute jähr jährig jährlich jäger kälte kämpf känn kärnten käse käuf käufer
verkäuf verkäufer kläg kläger klär kräft kräftig kräng kränk länd länder ländlich läng länge längst lähm lächel lächerlich läd lädt
läuf läuft läut läden lärm verläss zuverlässig lässt mächt mächtig mädchen mägde mäh mähr mängel männ männer männlich mänt
märchen märkt märz mäßig mäuse näch nächst nächt nähe näher nähr ernähr näht nämlich pläne plätz päck päpst prädikat präg
präsent präsident präsid präzis prävent rächer räder räng räte rät rätsel räum räumlich säch sächs sächlich tatsächlich säfte säge
säle sämt sämtlich sänger säng säß säure säul schäd schädig schädlich schäf schäm schärf schätz schläf schläg vorschläg schränk
schwäch schwäng schwänz schwäbisch sekretär selbständig ständ ständig gegenständ umständ verständ verständlich verständnis stäb
städt städte stähl stämm stärk verstärk stätt stätte täg täglich tägig tänz tär täter tätig täsch täusch träg träger vorträg beiträg
verträg träne träum trächt umfäng unterstütz väter verräter vollständ vorwärts rückwärts wächs wächst wächter wägen wähl wähler
wähn währ während währung wänd wärm wärme wärt auswärt gegenwärt wäre wären wärst wäsch wäld verwält weltwärts zäh zähm zärt
säkular säule autobahn militär sanitär humanitär souverän funktionär aktionär legionär revolutionär millionär pensionär stationär
universität realität qualität identität kapazität aktivität solidarität priorität autorität stabilität sexualität spezialität elektrizität
mobilität popularität souveränität intensität loyalität normalität quantität phänomen kapitän rumän albän ägypt ägäis ukrän europä
europäisch hebräisch pyrenäen athenä museen trophäe porträt diät planetär alltäglich täuschung gäb gäbe hätt hätte käme nähm sähe läge läse
träfe bräche stände fände klänge sänke böse kärg bäcker gemälde mäzen gäul säug säugling häftling häft haftling verhäft käfig käfer
äpfel äste äcker äther ära äquator äquivalent ästhet ämter ältere ärmel ärmer ängstlich wärter gärtner kärtchen märkte
schwäche bewält bewältig überwält überwältig vergewältig gewältig belästig lästig besänftig sänft beschädig bänke
schäft leidenschäft gesellschäft landschäft wirtschäft wissenschäft freundschäft botschäft kaufmänn fachmänn
säuber nähern annäher mittelmäß regelmäß rechtmäß gleichmäß verhältnismäß mäßigung zweckmäß
"""
_O = """
ökonom ökolog öffent öffentlich öffn österreich östlich örtlich öl böck böd böden bögen böhm bölle börse böse bröck bröt brötchen bötchen
blöd blöck dörf dörfer döner eröffn erhöh erlös empör erörter fördr förder gefördert föhn fröhlich fröst fröm flöh flöt gehör
angehör zugehör zuhör hör hören hörer hört anhör verhör aufhör gewöhn außergewöhn ungewöhn ungewohn gött göttlich göttin größ größe größer größt
grön gröb höch höchst höf höfe höflich höh höhe höher höhl höll hölz höl hörn köch köder köln kölner köm köpf körb körn körper kön
könig königin königlich könn können könnt könnte köst köstlich köter böll lös lösen löst lösung lösch löhn löch löcher löff löw löwe
möbel möcht möchte mög mögen möglich mögt vermög vermögen unmöglich mönch mörd mörder möss möwe nöte nötig benötig gleich nördlich nörd
persönlich plötz plötzlich pöbel pförtn pönt rögen rölle röhr römer römisch rötlich röst rösche schlöss schön schöner schönheit verschön schöpf
erschöpf schöff schröder söhn versöhn sölln sönn spöt stöck stöhn stör störung zerstör gestört stöß stöße stößt verstöß vorstöß anstöß
ström strömung überström schwör beschwör tödlich töd töchter töne tön töpf töricht tör töt töten tötet getötet tröst tröpf vögel
völk völker bevölker völlig völl vör wöch wöchig wöchentlich wöhn wölf wöll wörd wört wörter wörtlich beantwört zögl zöger zögern zöll zöpf
zwölf zöle löschen föderal föderat böig bös gehörn köhl köhler mörtel göre gröl möhre öde ödland ölig ösen ösisch
französisch französ diözese komödie tragödie souffleur regisseur ingenieur amateur malheur pjöngjang malmö göteborg björn jörg jörn söder schröd
möller göring göttingen köthen böhmen möglicherweise höchstens zentralkomitee förmlich förm erförder obrig trödel pöst
gewölb schöß schöße genöß flöz gehöft höcker böschung flöße floß flößen größenteils entblöß blöße vergröß
"""
_U = """
über übel üben übt geübt ausüb verüb übung üblich übrig überhaupt übersch ünd ufer blüh blüt blüte brück brücke brüd brüder brüll brüss brüssel brüt
bücher büch bück büf büg bügel bühn bühne bünd bündnis bündel bür büro bürg bürger bürgermeister bürst büs büß büße bünde begrüß begründ begünst
berück berücksichtig berühm berühr beschütz bestürz befürcht befürwort betrüb dünn dür dürf dürfen dürft dürr dürre düng düse düster drück drücken
ausdrück ausdrücklich drüben früh früher frühling frühstück frücht erfüll überfüll füll füllt füllen fünf fünft fünfzig für fürch fürcht fürst fürsorg fürs füß
füße füg füge verfüg hinzufüg einfüg fühl fühlt gefühl führ führen führer führt führung einführ aufführ durchführ ausführ entführ verführ überführ flücht
flüchtling flüg flügel flüss flüster flüssig fütter fürth gebühr gemüt gemüse genüg begnüg vergnüg gerücht gerüst rüst abrüst aufrüst ausrüst geschütz gestürz glück
glücklich unglück verunglück gründ gründe gründet gründer gründlich grün grüne grünen grüß grüße gültig gülden günst günstig güter güte gürtel hübsch
hüb hüft hüg hügel hühn hüll enthüll hülf hüls hünd hürd hürde hüt hüte hütt hütte behüt verhüt jüd jüdisch jüng jünger jüngst jünglich jürgen kübel küch küche kühl kühn
kühe kümm kümmer künd ankünd kündig verkünd künft künftig zukünft künst künstler künstlich kür kürz kürzlich kürzung küss küst küste lück lücke lüft lüg lüge lügen lüst
lübeck lüneburg müd müde ermüd müh mühe bemüh mühl mühle mühsam müll müller mün münch münchen mündlich münd münster münz münze mür mürr müss müssen
müsst müßte mütter mütz müsli nürnberg nüchtern nüss nütz nützlich nütze prüf prüfung überprüf geprüft prüg prügel plünd plünder pünkt pünktlich pür püree quälerei rück
rücken rückkehr rücktritt zurück rüd rühr rühm rühmt rül rüpel rüssel rütt rüttel sünd sünde süd süden südlich süß süße süß sühn sülz säm schlüssel schlüss
schlüpf schmück schnüff schüler schül schüss schüsse schüssel schütt schüttel erschütter verschütt schütz schütze schür schüchtern schüren schürf geschürt schürt zöger verzöger gänse spül spür spüren spürt aufspür stück stücke
stünd stündig stündlich stür stürm stürmer stürz stürzt bestürz stüt stütz unterstütz gestützt stühl sprüh sprüng ursprüng ursprünglich spüle trüb trübe trümmer trüff tür türe türen türk türkei
türkisch türm tücke tücht tüchtig tüft tüte tüll tümpel tümer eigentümer irrtümer tümlich altertüm übersetz überleb überraschung überzeug überwach überleg überblick überfall
unüber ungestüm wünd würd würde würden würdig würf würfe würfel wür würg würm würst würz wüst wüste wüt wütend wünsch wünscht gewünscht erwünsch zügig zügel zük zünd zündung
entzünd zürich züricher züng zug zurückhalt zustürz züchter zücht zücken vergütung verbünd verbündet verkürz verwüst vorübergehend gegenüber darüber hierüber
worüber herüber hinüber gegenüber rüber drüber früchte gelübde geblüht gezüchtet gefüttert verstümmel stümmel tümpel hüten kürbis stüber güns prügel schütteln amüs kostüm
parfüm menü debüt karikatür künstlich bündel tüv müsst fürsprech gebüsch gefüge ungefüge hülle hülse pfütz pflück pflüg tübing thüring württemberg düsseldorf zürn verzückt mülheim münder kür hünen lümmel 
freimütig mütig demütig gutmütig einmütig missmütig wehmütig schwermüt blühen befüll tüchern büchse lücken gelüst entrüst brüst schlüg schlüpfrig überwältig übermüd übernacht übertrag übernehm übertreib
"""
_S = """
groß große großen großer großes großart großbrit großzüg größ größe weiß weißt weißen weiße heiß heißt heißen heiße geheiß verheiß straß straße straßen spaß spaße fuß fußball füße füß fuße fußgäng gruß
grüß grüße süß maß maße maßen maßnahm maßgeb maßst gemäß mäßig regelmäß außen außer außerd außerh außerhalb außergew draußen äußer äußern äußerst beiß beißt schließ
schließlich schließt schließen abschließ anschließ ausschließ beschließ entschließ einschließ ließ ließen verließ schieß schießt schießen erschieß fließ fließt fließend genieß gieß gießen gießt heiß reiß reißt reißen
zerreiß stoß stoße stoßen stößt stöße anstoß verstoß vorstoß zusammenstoß strauß sträuße schweiß weißrus preuß preußen preußisch gefäß saß saßen besaß aß aßen vergaß vergaßen fraß bloß bloße
entblöß schoß schöß floß fleiß fleißig spieß spießen begrüß büß büße ruß rußland meiß meißen meißel dreißig dreißiger bußgeld buße verbüß einbüß muße soße geiß schleuß verschweiß dreist barfuß großmutter großvater großelt
"""
STEMS = frozenset(
    stem
    for stem in f"{_A} {_O} {_U} {_S}".split()
    if len(stem) > 2 and not stem.isascii()  # noqa: PLR2004
)
"""Beginnings and insides of common words, wrong for no other letter in the same place."""

_LONGEST = max(map(len, STEMS))


def stem_around(word: str, at: int) -> int:
    """The letters of the longest stem in ``word`` that the letter at ``at`` belongs to.

    >>> stem_around("anhörung", 3), stem_around("anhärung", 3)
    (5, 0)
    """
    best = 0
    for start in range(max(0, at - _LONGEST), at + 1):
        for end in range(max(at + 1, start + best + 1), min(len(word), start + _LONGEST) + 1):
            if word[start:end] in STEMS:
                best = end - start
    return best
