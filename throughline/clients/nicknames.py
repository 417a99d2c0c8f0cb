"""Given names that are one another's short or other forms. A small list of common ones; people add what they meet."""

from __future__ import annotations

from collections import defaultdict

FORMS = """
    abdul abdool abdal
    ahmed ahmad ahmet
    aisha ayesha aysha aishah
    alan allan allen
    albert bert al
    alexander alexandra alex sandy alec sasha
    alfred alf fred
    alice ali
    amina aminah ameena
    andrew andy drew
    angela angie
    ann anne anna annie
    anthony antony tony
    arthur art
    barbara barb babs
    benjamin ben
    bernard bernie
    catherine katherine kathryn cathryn kate kathleen cathy kathy katie cath
    charles charlie chas
    christine christina chris tina chrissie
    christopher chris kit
    daniel dan danny
    david dave davey
    deborah debra debbie deb
    derek derrick
    donald don
    dorothy dot dottie
    edith edie
    edward ted eddie ed ned teddy
    elizabeth elisabeth liz beth betty lizzie eliza libby betsy
    fatima fatimah fatema
    florence flo
    francis francesca frances frank fran
    frederick fred freddie
    geoffrey jeffrey geoff jeff
    george georgie
    gerald gerry jerry
    graham graeme
    harold harry
    henry harry hal
    hussain hussein husain hossain
    irene rene
    isabel isobel isabella bella izzy
    jacqueline jackie jacqui
    james jim jimmy jamie
    janet jan
    jean jeannie
    jennifer jenny jen
    john jon johnny jack
    jonathan jon jonny
    joseph joe joey
    joyce joy
    judith judy
    kenneth ken kenny
    lawrence laurence larry
    leonard len lenny
    leslie lesley les
    lilian lillian lily
    linda lynda lyn lynn lynne
    malcolm mal
    margaret maggie meg peggy marge margie rita
    martin marty
    mary maria marie molly may
    matthew matt
    maureen mo
    maurice morris
    michael mick mike mickey
    mohammed mohammad muhammad mohamed mohamad muhammed md
    nicholas nick nicky
    noreen norah nora
    pamela pam
    patricia pat patsy trish tricia
    patrick pat paddy
    peter pete
    philip phillip phil
    raymond ray
    rebecca becky becca
    richard dick rick ricky
    robert bob bobby rob robbie bert
    ronald ron ronnie
    samuel samantha sam
    sarah sara sally
    sheila shelagh
    simon si
    stanley stan
    stephen steven steve stevie
    susan susanna suzanne sue susie
    syed sayed said
    teresa theresa terry tess
    terence terry
    thomas tom tommy
    timothy tim
    victoria vicky vicki
    vincent vince
    walter wally
    wilfred wilf
    william will bill billy willie liam
    yusuf yousuf yousef joseph
"""


def _other_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in FORMS.split("\n"):
        for name in line.split():
            found[name] |= set(line.split()) - {name}
    return {name: frozenset(others) for name, others in found.items()}


OTHER_FORMS = _other_forms()


def may_be_one_name(one: str, other: str) -> bool:
    """Say whether two words, as they are looked up, are forms of one given name."""
    return other in OTHER_FORMS.get(one, ())
