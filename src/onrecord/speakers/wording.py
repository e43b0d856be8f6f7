"""Words that come with names but are not part of them, and names that stand for each other. Our own lists."""

HONORIFICS = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady baron baroness count countess duke duchess prince princess king queen
    emperor empress pope cardinal archbishop bishop father fr sister brother rev reverend pastor rabbi imam ayatollah sheikh sheik shaikh
    sheikha mullah mufti haji hajji hadji hajj sayyid saint patriarch metropolitan
    sen senator senators rep representative congressman congresswoman gov governor lt lieutenant mayor councillor councilman councilwoman
    councilor alderman mp mep mla delegate assemblyman assemblywoman ambassador amb consul envoy president vice prime premier chancellor
    minister pm secretary undersecretary deputy speaker chairman chairwoman chair chairperson leader justice judge magistrate attorney
    advocate barrister solicitor prosecutor sheriff marshal constable officer detective inspector superintendent commissioner chief captain
    capt cpt col colonel maj major gen general brig brigadier sgt sergeant cpl corporal pvt private adm admiral cmdr commander commodore
    ltc ensign field staff first second rear coach ceo cfo director manager engineer eng ing he hrh hm hon honorable honourable excellency
    señor senor señora senora don doña dona monsieur madame mme mlle herr frau signor signora dom ustad shri smt thiru comrade
    ex former late incoming outgoing acting interim then
    """.split()
)
"""Titles before a name."""

DEGREES = frozenset("phd md mbe obe cbe kbe dbe om kc qc kcmg esq esquire mba jd llm llb bsc msc ma ba cpa frs mp mep usn usmc ret".split())
"""Letters after a name."""

GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4", "2nd": "2", "3rd": "3"}

PARTICLES = frozenset("al el bin ibn ben bint de da do dos das del della di du la le van von der den ter ten zu af av y e of the".split())
"""Small words inside names, which one article writes and the next leaves out."""

SURNAME_FIRST = frozenset(
    """
    kim park lee choi jung jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song yoo hong moon bae baek noh roh
    wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie tang feng yu dong xiao cheng cao
    yuan deng xi wen bo hua jiang mao lam tsai tsang chan wong cheung leung ng kwok chow yeung ho
    nguyen tran le pham phan vu vo dang bui do ngo duong ly
    """.split()
)
"""Frequent surnames that stand before the given name."""

_NICKNAMES = """
    william bill billy will willie liam; robert bob bobby rob robbie; richard dick rick ricky rich; james jim jimmy jamie; john jack johnny jon;
    joseph joe joey; edward ed eddie ted teddy ned; theodore ted teddy theo; thomas tom tommy; michael mike mick mickey; charles charlie chuck;
    anthony tony; andrew andy drew; alexander alex alec sandy sasha sacha; alexandra alex sandra sasha; benjamin ben benny; bernard bernie;
    christopher chris kit; daniel dan danny; david dave davey; donald don donnie; frederick fred freddie; francis frank; franklin frank;
    gerald gerry jerry; gregory greg; henry harry hank; jeffrey jeff; jerome jerry; kenneth ken kenny; lawrence larry; leonard len lenny leo;
    matthew matt; nathaniel nate nat; nathan nate; nicholas nick nicky; patrick pat paddy; peter pete; philip phil; phillip phil; raymond ray;
    ronald ron ronnie; samuel sam sammy; stephen steve; steven steve; stuart stu; terence terry; timothy tim; vincent vince; walter walt;
    elizabeth liz beth betty lizzie eliza bess; margaret maggie meg peggy madge; katherine kate kathy katie kit; catherine kate cathy cat;
    kathleen kathy; patricia pat patty trish; barbara barb; deborah deb debbie; jennifer jen jenny; jessica jess; judith judy; kimberly kim;
    pamela pam; rebecca becky; samantha sam; susan sue susie; suzanne sue; theresa terry tess; victoria vicky tori; virginia ginny;
    christina chris tina; christine chris; cynthia cindy; dorothy dot dottie; frances fran; gabrielle gabby; jacqueline jackie; josephine jo;
    louis lou; eugene gene; albert al bert; alfred al fred alf; arthur art; abraham abe; zachary zach zack; joshua josh; jonathan jon; gilbert gil;
    jose pepe; francisco paco pancho; ignacio nacho; guadalupe lupe; manuel manolo; enrique quique; eduardo lalo; jesus chucho; dolores lola;
    vladimir volodya vova; dmitri dima mitya; mikhail misha; nikolai kolya; ivan vanya; yevgeny zhenya; aleksandr sasha shura; aleksei alyosha;
    konstantin kostya; sergei seryozha; pavel pasha; anatoly tolya; boris borya; grigory grisha; tatiana tanya; natalia natasha; maria masha;
    yekaterina katya; svetlana sveta; yelena lena; olga olya; lyudmila lyuda; anastasia nastya; johannes hans; heinrich heinz; friedrich fritz;
    wilhelm willi; giuseppe beppe; giovanni gianni; luigi gigi; laszlo laci; istvan pista; josef sepp; katarzyna kasia; malgorzata gosia; josep pep; pyotr petya; peter petya; evgeni zhenya; evgeny zhenya; yevgeni zhenya; evgenii zhenya; volodymyr vladimir; oleksandr aleksandr alexander; mykhailo mikhail michael; serhiy sergei; andriy andrei andrew; mykola nikolai nicholas; dmytro dmitri dmitry; viacheslav vyacheslav; svetlana sviatlana
"""
NICKNAMES: dict[str, frozenset[int]] = {}
for _n, _group in enumerate(_NICKNAMES.split(";")):
    for _name in _group.split():
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | {_n}
"""Groups in which a given name occurs."""

LEGAL_FORMS = frozenset(
    """
    inc incorporated corp corporation co company ltd limited plc llc llp lp gmbh ag kg se sa sas sarl spa srl bv nv ab asa as oy oyj kk
    pjsc ojsc oao pao ooo zao jsc pvt pty bhd sdn holdings holding group tbk pt
    """.split()
)
SMALL_WORDS = frozenset("the of and for in on at to a an de la le du des der die das del y et und & s".split())
SPELLINGS = {
    "defence": "defense", "labour": "labor", "organisation": "organization", "centre": "center", "programme": "program", "theatre": "theater",
    "harbour": "harbor", "intl": "international", "int": "international", "natl": "national", "dept": "department", "govt": "government",
    "univ": "university", "assn": "association", "assoc": "association", "bros": "brothers", "us": "unitedstates", "usa": "unitedstates",
    "uk": "unitedkingdom", "eu": "europeanunion", "un": "unitednations", "st": "saint",
}  # fmt: skip

ACRONYMS = {
    "FSB": "Federal Security Service", "KGB": "Committee for State Security", "SVR": "Foreign Intelligence Service", "GRU": "Main Intelligence Directorate",
    "BND": "Bundesnachrichtendienst", "DGSE": "General Directorate for External Security", "SBU": "Security Service of Ukraine", "ISI": "Inter-Services Intelligence",
    "FARC": "Revolutionary Armed Forces of Colombia", "ETA": "Basque Homeland and Liberty", "PSOE": "Spanish Socialist Workers' Party", "PKK": "Kurdistan Workers' Party",
    "OSCE": "Organization for Security and Cooperation in Europe", "MSF": "Médecins Sans Frontières", "ICRC": "International Committee of the Red Cross", "CERN": "European Organization for Nuclear Research",
    "OPEC": "Organization of the Petroleum Exporting Countries", "UNESCO": "United Nations Educational, Scientific and Cultural Organization", "UNICEF": "United Nations Children's Fund",
    "UNHCR": "United Nations High Commissioner for Refugees", "IAEA": "International Atomic Energy Agency", "OPCW": "Organisation for the Prohibition of Chemical Weapons", "FIFA": "Fédération Internationale de Football Association",
    "CPC": "Communist Party of China", "CCP": "Chinese Communist Party", "PLA": "People's Liberation Army", "IRGC": "Islamic Revolutionary Guard Corps", "AfD": "Alternative for Germany", "SPD": "Social Democratic Party of Germany",
    "CDU": "Christian Democratic Union", "FPÖ": "Freedom Party of Austria", "PiS": "Law and Justice", "AKP": "Justice and Development Party", "CHP": "Republican People's Party", "BJP": "Bharatiya Janata Party",
    "RSF": "Reporters Without Borders", "MI5": "Security Service", "MI6": "Secret Intelligence Service", "CDC": "Centers for Disease Control and Prevention", "NASA": "National Aeronautics and Space Administration",
    "ISIS": "Islamic State of Iraq and Syria", "ECOWAS": "Economic Community of West African States", "ASEAN": "Association of Southeast Asian Nations", "NATO": "North Atlantic Treaty Organization",
}  # fmt: skip
"""Acronyms that are not the initials of the English name, or leave words out."""
