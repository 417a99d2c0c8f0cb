"""Names for people who are nobody: common ones are common, as in any register, and most surnames are rare."""

from __future__ import annotations

from random import Random

FIRST = (
    "margaret john mary david jean peter susan michael patricia robert linda william christine james barbara paul"
    " elizabeth alan ann brian sheila anthony joan kenneth dorothy george maureen thomas jacqueline stephen eileen"
    " ronald sandra keith irene roger betty derek janet raymond doreen colin beryl trevor audrey geoffrey edna dennis"
    " valerie gordon kathleen graham marjorie malcolm brenda leslie joyce norman hazel stanley vera frank sylvia"
    " muhammad fatima amina yusuf ayesha imran farah bilal nadia omar priya anil sunita rajesh meena harpreet gurdeep"
    " simran wei mei jun ling kofi ama kwame abena chidi ngozi tunde folake oluwaseun grace blessing emeka piotr"
    " agnieszka katarzyna marek ewa tomasz andrei ioana mihai elena joao ana carlos sofia dmitri olga siobhan niamh"
    " seamus aoife rhys megan dylan carys hamish morag ewan isla zoe hannah joshua emily daniel chloe jack olivia"
).split()
SURNAMES = (
    "smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts green"
    " hall wood jackson clarke patel khan lewis james phillips ali mitchell hughes ahmed begum hussain edwards turner"
    " kaur singh scott cooper morris ward moore clark baker harrison morgan allen king watson shah bennett cook"
    " richardson chapman young bailey miller marshall collins shaw adams stevens price ellis okafor mensah adeyemi"
    " nowak kowalski popescu silva chen wang li nguyen murphy kelly walsh oconnor byrne macdonald campbell"
).split()
STARTS = (
    "ash bar bel birch black brad brook bur cal can cart chad clay cop cran crow dal den dray dun east ec ed el fair"
    " farn fen flet fox gar glen gran green had hal har hart haz hel hin hol hor hul ing kel ken kir lam lang led lin"
    " lock long mar mel mid mor nor oak old pem pen pick rad raw red ring ros row rush sed shel sil sto strat sut tad"
    " thorn til tin tre up wal war wes whit wil win wood wor yar"
).split()
ENDS = (
    "bank bourne bridge brook burn bury by combe cott croft dale den don field ford gate ham hill hurst ington land"
    " ley low man more mouth ridge shaw side stead stock stone thorpe ton tree ville wall ward water way well wick"
    " worth wright"
).split()
SHORT = {
    "margaret": "maggie", "john": "jack", "david": "dave", "peter": "pete", "susan": "sue", "michael": "mick",
    "patricia": "pat", "robert": "bob", "linda": "lin", "william": "bill", "christine": "chris", "james": "jim",
    "barbara": "babs", "elizabeth": "betty", "anthony": "tony", "kenneth": "ken", "dorothy": "dot", "thomas": "tom",
    "jacqueline": "jackie", "stephen": "steve", "ronald": "ron", "sandra": "sandie", "raymond": "ray", "janet": "jan",
    "geoffrey": "geoff", "valerie": "val", "kathleen": "kath", "leslie": "les", "stanley": "stan", "joshua": "josh",
    "daniel": "dan", "muhammad": "mo", "katarzyna": "kasia",
}  # fmt: skip


def first_name(pick: Random) -> str:
    """Pick a first name; the earlier in the list, the likelier."""
    return FIRST[int(len(FIRST) * pick.random() ** 1.6)]


def surname(pick: Random) -> str:
    """Pick a surname: one in three is a common one, the rest are of thousands."""
    if pick.random() < 0.35:
        return SURNAMES[int(len(SURNAMES) * pick.random() ** 1.5)]
    return pick.choice(STARTS) + pick.choice(ENDS)


def street(pick: Random) -> str:
    """Pick a street that is nowhere."""
    return f"{pick.choice(STARTS)}{pick.choice(ENDS)} {pick.choice(('road', 'street', 'lane', 'close', 'avenue'))}"
