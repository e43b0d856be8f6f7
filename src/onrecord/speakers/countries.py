"""Countries with what their people and things are called, and the seats that stand for their governments. Our own list."""

from functools import cache

_COUNTRIES = """
Afghanistan afghan afghani @Kabul; Albania albanian @Tirana; Algeria algerian @Algiers; Angola angolan @Luanda; Argentina argentine argentinian @Buenos_Aires; Armenia armenian @Yerevan; Australia australian @Canberra;
Austria austrian @Vienna; Azerbaijan azerbaijani azeri @Baku; Bahrain bahraini @Manama; Bangladesh bangladeshi @Dhaka; Belarus belarusian belarussian byelorussian @Minsk; Belgium belgian; Belize belizean; Benin beninese;
Bhutan bhutanese; Bolivia bolivian @La_Paz; Bosnia_and_Herzegovina bosnian bosnia @Sarajevo; Botswana batswana motswana; Brazil brazilian @Brasília; Brunei bruneian; Bulgaria bulgarian @Sofia; Burkina_Faso burkinabe @Ouagadougou;
Burundi burundian; Cambodia cambodian @Phnom_Penh; Cameroon cameroonian @Yaoundé; Canada canadian @Ottawa; Chad chadian @N'Djamena; Chile chilean; China chinese @Beijing; Colombia colombian @Bogotá; Congo congolese @Kinshasa;
Costa_Rica costarican; Croatia croatian croat @Zagreb; Cuba cuban @Havana; Cyprus cypriot @Nicosia; Czech_Republic czech czechia @Prague; Denmark danish dane @Copenhagen; Djibouti djiboutian; Dominican_Republic dominican;
Ecuador ecuadorian ecuadorean @Quito; Egypt egyptian @Cairo; El_Salvador salvadoran salvadorean; Eritrea eritrean @Asmara; Estonia estonian @Tallinn; Ethiopia ethiopian @Addis_Ababa; Fiji fijian; Finland finnish finn @Helsinki;
France french @Paris @Élysée @Elysée; Gabon gabonese; Gambia gambian; Georgia georgian @Tbilisi; Germany german @Berlin; Ghana ghanaian @Accra; Greece greek @Athens; Guatemala guatemalan; Guinea guinean @Conakry; Guyana guyanese;
Haiti haitian; Honduras honduran @Tegucigalpa; Hungary hungarian @Budapest; Iceland icelandic icelander @Reykjavík; India indian @New_Delhi @Delhi; Indonesia indonesian @Jakarta; Iran iranian persian @Tehran; Iraq iraqi @Baghdad;
Ireland irish @Dublin; Israel israeli @Jerusalem @Tel_Aviv; Italy italian @Rome; Ivory_Coast ivorian @Abidjan; Jamaica jamaican; Japan japanese @Tokyo; Jordan jordanian @Amman; Kazakhstan kazakh kazakhstani @Astana @Nur-Sultan;
Kenya kenyan @Nairobi; Kosovo kosovar kosovan @Pristina; Kuwait kuwaiti; Kyrgyzstan kyrgyz kirghiz @Bishkek; Laos laotian lao @Vientiane; Latvia latvian @Riga; Lebanon lebanese @Beirut; Lesotho basotho; Liberia liberian @Monrovia;
Libya libyan @Tripoli; Lithuania lithuanian @Vilnius; Luxembourg luxembourgish; Madagascar malagasy; Malawi malawian @Lilongwe; Malaysia malaysian @Kuala_Lumpur @Putrajaya; Maldives maldivian @Malé; Mali malian @Bamako; Malta maltese @Valletta;
Mauritania mauritanian; Mauritius mauritian; Mexico mexican @Mexico_City; Moldova moldovan @Chisinau; Mongolia mongolian @Ulaanbaatar; Montenegro montenegrin @Podgorica; Morocco moroccan @Rabat; Mozambique mozambican @Maputo; Myanmar burmese burma @Naypyidaw;
Namibia namibian @Windhoek; Nepal nepali nepalese @Kathmandu; Netherlands dutch holland @The_Hague; New_Zealand newzealander @Wellington; Nicaragua nicaraguan @Managua; Niger nigerien @Niamey; Nigeria nigerian @Abuja; North_Korea northkorean dprk @Pyongyang;
North_Macedonia macedonian macedonia @Skopje; Norway norwegian @Oslo; Oman omani @Muscat; Pakistan pakistani @Islamabad; Palestine palestinian @Ramallah; Panama panamanian; Paraguay paraguayan @Asunción; Peru peruvian @Lima; Philippines philippine filipino @Manila @Malacañang;
Poland polish pole @Warsaw; Portugal portuguese @Lisbon; Qatar qatari @Doha; Romania romanian @Bucharest; Russia russian russianfederation @Moscow @Kremlin; Rwanda rwandan @Kigali; Samoa samoan @Apia; Saudi_Arabia saudi saudiarabian @Riyadh; Senegal senegalese @Dakar;
Serbia serbian serb @Belgrade; Sierra_Leone sierraleonean @Freetown; Singapore singaporean; Slovakia slovak slovakian @Bratislava; Slovenia slovenian slovene @Ljubljana; Somalia somali @Mogadishu; South_Africa southafrican @Pretoria; South_Korea southkorean @Seoul @Blue_House;
South_Sudan southsudanese @Juba; Spain spanish spaniard @Madrid; Sri_Lanka srilankan @Colombo; Sudan sudanese @Khartoum; Sweden swedish swede @Stockholm; Switzerland swiss @Bern; Syria syrian @Damascus; Taiwan taiwanese @Taipei; Tajikistan tajik @Dushanbe;
Tanzania tanzanian @Dodoma; Thailand thai @Bangkok; Togo togolese @Lomé; Tunisia tunisian @Tunis; Turkey turkish turk türkiye turkiye @Ankara; Turkmenistan turkmen @Ashgabat; Uganda ugandan @Kampala; Ukraine ukrainian @Kyiv @Kiev; United_Arab_Emirates emirati uae @Abu_Dhabi;
United_Kingdom british briton britain uk greatbritain @London @Downing_Street @Whitehall; United_States american us usa america unitedstatesofamerica @Washington @White_House; Uruguay uruguayan @Montevideo; Uzbekistan uzbek @Tashkent; Venezuela venezuelan @Caracas;
Vietnam vietnamese @Hanoi; Yemen yemeni @Sanaa; Zambia zambian @Lusaka; Zimbabwe zimbabwean @Harare; European_Union eu european @Brussels; England english; Scotland scottish scot @Edinburgh; Wales welsh @Cardiff; Catalonia catalan; Chechnya chechen; Tibet tibetan; Crimea crimean
"""


@cache
def countries() -> dict[str, str]:
    """From a name, people's name or adjective in lower case and without spaces to the country: "polish" → "Poland"."""
    out: dict[str, str] = {}
    for entry in _COUNTRIES.split(";"):
        name, *words = entry.split()
        country = name.replace("_", " ")
        out[country.replace(" ", "").lower()] = country
        for word in words:
            if not word.startswith("@"):
                out.setdefault(word, country)
    return out


@cache
def seats() -> dict[str, str]:
    """From a capital or a house to the country whose government it stands for: "Moscow" → "Russia", "White House" → "United States"."""
    return {
        word[1:].replace("_", " "): entry.split()[0].replace("_", " ")
        for entry in _COUNTRIES.split(";")
        for word in entry.split()
        if word.startswith("@")
    }
