"""What common address books export, with their quirks: made-up people, real habits.

Written here with plain line ends; `crlf` gives them the ones that the programs write.
"""

PICTURE = "\n ".join(["/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8S"] * 30)


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8")


ICLOUD = crlf(
    f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 18.5//EN
N:Bell;Ann;;Officer;
FN:Officer Ann Bell
NICKNAME:Annie
ORG:Millbrook PD;Patrol
TITLE:Officer
EMAIL;type=INTERNET;type=HOME;type=pref:ann@home.example
TEL;type=CELL;type=VOICE;type=pref:(406) 555‑0101
TEL;type=IPHONE;type=CELL;type=VOICE:+1 (406) 555-0102
item1.TEL:406.555.0103
item1.X-ABLabel:Cabin on the lake
item2.TEL;type=pref:406-555-0104
item2.X-ABLabel:_$!<Other>!$_
TEL;type=WORK;type=FAX:(406) 555-0105
item3.ADR;type=HOME;type=pref:;;1 Hidden Lane;Elk Creek;MT;59000;United States
item3.X-ABADR:us
NOTE:Allergic to penicillin\\, do not print
BDAY;value=date:1984-05-06
PHOTO;ENCODING=b;TYPE=JPEG:{PICTURE}
X-SOCIALPROFILE;type=twitter:http://twitter.com/annbell
END:VCARD
"""
)

MAC_CONTACTS = crlf(
    """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 15.5//EN
N:;;;;
FN:County Crisis Clinic
ORG:County Crisis Clinic;
X-ABShowAs:COMPANY
item1.TEL;type=pref:1-800-555-0199
item1.X-ABLabel:_$!<Main>!$_
item2.ADR;type=WORK;type=pref:;;200 Main St;Granite;MT;59001;USA
item2.X-ABADR:us
item3.URL;type=pref:https\\://clinic.example
item3.X-ABLabel:_$!<HomePage>!$_
UID:2B9A7A1C-ABPerson
X-ABUID:2B9A7A1C\\:ABPerson
END:VCARD
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 15.5//EN
N:Peers;;;;
FN:Peers
X-ADDRESSBOOKSERVER-KIND:group
X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:2B9A7A1C
END:VCARD
"""
)

GOOGLE = crlf(
    """BEGIN:VCARD
VERSION:3.0
FN:José Núñez
N:Núñez;José;;;
EMAIL;TYPE=INTERNET;TYPE=WORK:jose@millbrook.example
TEL;TYPE=CELL:5554060106
TEL;TYPE=WORK:+14065550107 ext. 12
item1.TEL:+14065550108
item1.X-ABLabel:Duty phone
item1.ORG:Millbrook PD
TITLE:Dispatcher
CATEGORIES:myContacts,starred
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:
N:;;;;
TEL;TYPE=CELL:+14065550109
CATEGORIES:myContacts
END:VCARD
"""
).replace(b"5554060106", b"406-555-0106")

ANDROID_21 = crlf(
    """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=4A=C3=B6=72=67;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=B6=72=67=20=4D=C3=BC=
=6C=6C=65=72
TEL;CELL;PREF:406-555-0110
TEL;HOME:(406)5550111
TEL;X-Pager at the desk:4065550112
TEL;VOICE;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=61):406-555-0113
EMAIL;HOME:jorg@home.example
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8L
 CwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEU
 Hh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wAAR

END:VCARD
"""
)

OUTLOOK = (
    b'BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.microsoft.com/office/'
    b'outlook/12/electronicbusinesscards" ver="1.0" layout="left"><img xmlns="" align="fit"/></card>\r\n'
    b"N;LANGUAGE=en-us:Okafor;Ruth;;Rev.\r\nFN:Okafor, Ruth\r\n"
    b"ORG:Granite County Sheriff\r\nTITLE:Chaplain\r\n"
    b"TEL;WORK;VOICE:(406) 555-0114 x 7\r\nTEL;CELL;VOICE:(406) 555-0115\r\nTEL;WORK;FAX:(406) 555-0116\r\n"
    b"ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;12 Court Sq=0D=0ASuite 4;Caf\xe9 Town;MT;59002;United States\r\n"
    b"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:12 Court Sq=0D=0A=\r\n=0D=0A=\r\nCafe Town, MT\r\n"
    b"EMAIL;PREF;INTERNET:ruth@granite.example\r\nREV:20260301T120000Z\r\nEND:VCARD\r\n"
)

THUNDERBIRD = crlf(
    """BEGIN:VCARD
VERSION:4.0
N:Park;Lee;;;
FN:Lee Park
NICKNAME:P-4
ORG:Millbrook PD;Support team
ROLE:Peer supporter
EMAIL;PREF=1;TYPE=work:lee@millbrook.example
EMAIL:other@millbrook.example
TEL;VALUE=TEXT;TYPE=cell:406 555 0117
TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-406-555-0118;ext=44
TEL;TYPE="text,cell";VALUE=uri:tel:+14065550119
ADR;TYPE=work;LABEL="Hall^n12 Court Sq; Millbrook":;;12 Court Sq;Millbrook;MT;59003;USA
LANG;PREF=1:en
LANG:es-MX
NOTE:A long note that is folded in the middle of a wo
 rd and keeps
  its spaces
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
END:VCARD
"""
)
