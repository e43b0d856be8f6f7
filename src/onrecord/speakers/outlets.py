"""Outlets, agencies and platforms: a list of our own, and the forms by which others are recognised."""

import re
from functools import cache
from typing import Literal

OutletKind = Literal["agency", "paper", "broadcaster", "magazine", "site", "platform"]

_LISTS: dict[OutletKind, str] = {
    "agency": """
        Reuters = Thomson Reuters; Associated Press = AP = The AP; Agence France-Presse = AFP; United Press International = UPI; TASS = ITAR-TASS;
        RIA Novosti = RIA; Interfax; Interfax-Ukraine; Ukrinform; UNIAN; Xinhua = Xinhua News Agency; China News Service; Kyodo = Kyodo News; Jiji Press = Jiji;
        Yonhap = Yonhap News Agency; Korean Central News Agency = KCNA; Press Trust of India = PTI; Asian News International = ANI; Anadolu Agency = Anadolu = AA;
        DHA = Demirören News Agency; Islamic Republic News Agency = IRNA; Islamic Students News Agency = ISNA; Fars = Fars News Agency; Tasnim = Tasnim News Agency; Mehr = Mehr News Agency;
        Saudi Press Agency = SPA; Emirates News Agency = WAM; SANA = Syrian Arab News Agency; Petra; Middle East News Agency = MENA; Deutsche Presse-Agentur = dpa; EFE = Agencia EFE;
        ANSA; Agenzia Nova; Lusa; ANP; Belga; Ritzau; NTB; TT News Agency = TT; STT; BNS = Baltic News Service; LETA; ELTA; Polish Press Agency = PAP; CTK = Czech News Agency; MTI; Tanjug; HINA;
        BTA = Bulgarian News Agency; Agerpres; BelTA; PA Media = Press Association = PA; Canadian Press = The Canadian Press; Australian Associated Press = AAP; Bloomberg = Bloomberg News; Dow Jones Newswires;
        Notimex; Télam = Telam; Prensa Latina; Agência Brasil; Antara; Bernama; Vietnam News Agency; Philippine News Agency; Kazinform; Trend; APA; Armenpress; Inter Press Service = IPS; Globe Newswire; PR Newswire
    """,
    "paper": """
        The New York Times = New York Times = NYT; The Washington Post = Washington Post; The Wall Street Journal = Wall Street Journal = WSJ; USA Today; Los Angeles Times = LA Times; Chicago Tribune; Boston Globe = The Boston Globe;
        San Francisco Chronicle; Miami Herald; New York Post; New York Daily News; The Dallas Morning News; Houston Chronicle; The Philadelphia Inquirer; The Denver Post; The Seattle Times; Star Tribune; Tampa Bay Times; Detroit Free Press;
        The Arizona Republic; The Mercury News; The Baltimore Sun; Newsday; The Hill; Roll Call; The Guardian = Guardian; The Observer; The Times = The Times of London; The Sunday Times; The Daily Telegraph = The Telegraph = Daily Telegraph;
        Financial Times = FT; The Independent; Daily Mail = MailOnline; Daily Mirror = The Mirror; Daily Express; The Sun; Evening Standard; The Scotsman; The Herald; The Irish Times = Irish Times; Irish Independent; The Globe and Mail = Globe and Mail;
        Toronto Star; National Post; La Presse; The Sydney Morning Herald = Sydney Morning Herald; The Age; The Australian; The New Zealand Herald = NZ Herald; Le Monde; Le Figaro; Libération; Le Parisien; Ouest-France; Les Echos; Mediapart;
        Frankfurter Allgemeine Zeitung = FAZ; Süddeutsche Zeitung; Die Welt; Die Zeit; Bild; Der Tagesspiegel; Handelsblatt; taz; Neue Zürcher Zeitung = NZZ; Der Standard; Die Presse; Kronen Zeitung; De Telegraaf; NRC Handelsblad = NRC; de Volkskrant;
        Le Soir; De Standaard; El País = El Pais; El Mundo; ABC newspaper; La Vanguardia; Corriere della Sera; La Repubblica; La Stampa; Il Sole 24 Ore; Público; Expresso; Dagens Nyheter; Svenska Dagbladet; Aftonbladet; Expressen; Aftenposten; VG;
        Politiken; Berlingske; Jyllands-Posten; Helsingin Sanomat; Gazeta Wyborcza; Rzeczpospolita; Népszava; Magyar Nemzet; Postimees; Kommersant; Vedomosti; Izvestia; Rossiyskaya Gazeta; Novaya Gazeta; Komsomolskaya Pravda; Moskovsky Komsomolets;
        The Moscow Times; Kyiv Post; The Kyiv Independent; Ukrainska Pravda; Hürriyet; Sabah; Cumhuriyet; Daily Sabah; Haaretz; The Jerusalem Post = Jerusalem Post; The Times of Israel = Times of Israel; Yedioth Ahronoth; Maariv; Israel Hayom;
        Al-Ahram; Asharq Al-Awsat; Al-Hayat; Arab News; Gulf News; The National; Kayhan; Tehran Times; Dawn; The News International; The Express Tribune; The Times of India = Times of India; The Hindu = Hindu; The Indian Express = Indian Express; Hindustan Times;
        The Economic Times; Deccan Herald; Star of Mysore; The Telegraph India; The Daily Star; Prothom Alo; South China Morning Post = SCMP; Global Times; People's Daily; China Daily; Apple Daily; Ming Pao; Taipei Times; The Straits Times = Straits Times;
        Bangkok Post; The Nation; The Jakarta Post; Kompas; New Straits Times; Philippine Daily Inquirer; The Manila Times; The Japan Times; Asahi Shimbun = The Asahi Shimbun; Yomiuri Shimbun; Mainichi Shimbun; Nikkei = Nihon Keizai Shimbun; The Korea Times; The Korea Herald;
        Chosun Ilbo; JoongAng Ilbo; Hankyoreh; Rodong Sinmun; Clarín = Clarin; La Nación; Folha de S.Paulo = Folha; O Globo; O Estado de S. Paulo = Estadão; El Mercurio; El Tiempo; El Universal; Reforma; Granma; El Nacional; El Comercio;
        Mail & Guardian; Daily Maverick; The Punch; The Guardian Nigeria; ThisDay; Daily Nation; The Standard; The East African; Daily Monitor; The Herald Zimbabwe; The Epoch Times; The Washington Times = Washington Times; Politico Europe
    """,
    "broadcaster": """
        BBC = BBC News = British Broadcasting Corporation; ITV = ITV News; Sky News; Channel 4 News = Channel 4; Channel 5; LBC; GB News; CNN; Fox News = Fox News Channel; Fox Business; MSNBC; NBC News = NBC; CBS News = CBS; ABC News; PBS = PBS NewsHour; NPR = National Public Radio;
        C-SPAN; CNBC; Newsmax; One America News = OAN; Univision; Telemundo; Voice of America = VOA; Radio Free Europe/Radio Liberty = RFE/RL = Radio Free Europe; Radio Free Asia; CBC = CBC News; CTV = CTV News; Global News; Radio-Canada; ABC Australia = Australian Broadcasting Corporation;
        SBS; Nine News; Seven News; RNZ = Radio New Zealand; TVNZ; RTÉ = RTE; Al Jazeera = Al-Jazeera; Al Arabiya = Al-Arabiya; Al Mayadeen; Al-Manar; al-Masirah TV = Al-Masirah; Press TV; i24NEWS; Kan; Channel 12; Channel 13; TRT = TRT World; NTV; CNN Türk; RT = Russia Today; Sputnik = Sputnik News;
        Rossiya 1 = Russia 1; Rossiya 24; Channel One; NTV Russia; TV Rain = Dozhd; Zvezda; Echo of Moscow = Ekho Moskvy; Belarus 1; ONT; Suspilne; 1+1; Deutsche Welle = DW; ARD; ZDF; NDR; WDR; RTL; n-tv; ORF; SRF; France 24; France Info = franceinfo; France 2; TF1; BFM TV = BFMTV; Europe 1; RFI = Radio France Internationale;
        RTBF; VRT; NOS; RAI; Sky TG24; RTVE; TVE; Cadena SER; RTP; SIC; DR; NRK; SVT; Yle; RÚV; TVP; TVN = TVN24; Polsat TV = Polsat = Polsat News; Radio ZET; RMF FM; Czech Television; RTVS; MTVA; N1; RTS; HRT; BNT; bTV; NHK; TBS; Fuji TV; KBS; MBC; SBS Korea; CCTV; CGTN; TVB; RTHK; CNA = Channel NewsAsia;
        NDTV; Republic TV; India Today TV; ARY News; Geo News; Samaa TV; ABS-CBN; GMA News = GMA; CNN Philippines; Astro Awani; TV Globo = Globo; Televisa; TeleSUR; Caracol; SABC; eNCA; NTA; Channels TV = Channels Television; KTN; Citizen TV; Euronews; TalkTV; talkSPORT
    """,
    "magazine": """
        Time = Time magazine = TIME; Newsweek; The Economist = Economist; The New Yorker = New Yorker; The Atlantic; Vanity Fair; Rolling Stone; Forbes; Fortune; Foreign Policy; Foreign Affairs; National Geographic; Scientific American; New Scientist; Wired; Harper's; The New Republic; The Nation magazine;
        National Review; Mother Jones; The Spectator; New Statesman; Private Eye; Der Spiegel = Spiegel; Focus; Stern; L'Express; Le Point; L'Obs; Charlie Hebdo; Panorama; L'Espresso; Paris Match; Variety; The Hollywood Reporter = Hollywood Reporter; Billboard; Entertainment Weekly; People; Science; Nature; The Lancet = Lancet;
        BMJ; The New England Journal of Medicine = NEJM; JAMA; Science Advances; Nature Astronomy; Bellingcat; Caixin; Outlook; India Today; Tempo; Veja
    """,
    "site": """
        Politico; Axios; HuffPost = Huffington Post = The Huffington Post; BuzzFeed = BuzzFeed News; Vox; Vice = Vice News; The Daily Beast = Daily Beast; Breitbart = Breitbart News; The Intercept; Slate; Salon; ProPublica; Business Insider = Insider; Quartz; The Verge; TechCrunch; Ars Technica; Gizmodo; Engadget; ZDNet; CNET; The Register; Mashable;
        The Daily Caller = Daily Caller; The Western Journal = Western Journal; Drudge Report; Infowars; The Gateway Pundit; Talking Points Memo; Mediaite; The Wrap; TMZ; Deadline; FiveThirtyEight; RealClearPolitics; Snopes; PolitiFact; FactCheck.org; Full Fact; Meduza; Mediazona; The Insider; Znak.com; Lenta.ru; Gazeta.ru; RBC; Fontanka; Tut.by;
        Onet; Wirtualna Polska; Index.hu; 444; Telex; Middle East Eye; Al-Monitor; Rudaw; The Wire; Scroll.in; The Print; Rappler; Malaysiakini; Stuff; News.com.au; Crikey; The Conversation; UOL = UOL.com.br; G1; Infobae; Animal Político; El Faro; Premium Times; Sahara Reporters; Wikinews; Wikipedia; arXiv; The Aviation Herald; Medium; Substack
    """,
    "platform": """
        Twitter = X, formerly Twitter; Facebook; Instagram; YouTube; Telegram; TikTok; WhatsApp; WeChat; Weibo; VKontakte = VK; LinkedIn; Reddit; Truth Social; Parler; Gab; Snapchat; Twitch; Discord; Signal; Mastodon; Bluesky; Threads; Odnoklassniki; Viber; Line; KakaoTalk; Periscope; Clubhouse; Tumblr; Pinterest
    """,
}


@cache
def listed() -> dict[str, tuple[str, OutletKind]]:
    """Every name and alias of the list, with the outlet's name and kind."""
    out: dict[str, tuple[str, OutletKind]] = {}
    for kind, names in _LISTS.items():
        for entry in names.split(";"):
            forms = [" ".join(f.split()) for f in entry.split("=")]
            for form in forms:
                if form:
                    out.setdefault(form, (forms[0], kind))
    return out


_FORMS = re.compile(
    r"\b(?:News(?:paper)?|Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Journal|Daily|Weekly|Press|Telegraph|Mail|Mirror|Star|Sun|Sentinel|Dispatch|"
    r"Bulletin|Examiner|Inquirer|Independent|Standard|TV|Television|Radio|Broadcasting|FM|News Agency|Press Agency|Newswire|Magazine|Review|Channel \d+|Podcast)$|^(?:Radio|TV|Channel|Daily|Agence|Agencia|Agenzia)\b|"
    r"\.(?:com|org|net|ru|ua|hu|pl|uk|in|au|br|info)\b|^[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?$"
)
_COMMON = re.compile(
    r"\b(?:newspaper|daily|tabloid|broadcaster|news agency|state media|local media|news outlets?|television|tv station|tv channel|radio|magazine|journal|website|news site|press|media|media reports|news reports)s?$",
    re.IGNORECASE,
)


def looks_like_outlet(name: str) -> bool:
    """Whether a proper name has the form of an outlet's."""
    return name in listed() or _FORMS.search(name) is not None


def is_media(words: str) -> bool:
    """Whether a common noun phrase stands for media ("local media", "a state news agency")."""
    return _COMMON.search(words) is not None
