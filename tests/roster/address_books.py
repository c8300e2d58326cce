"""What common address books export, with their quirks: made-up people, real habits.

The habits were taken from exports that the programs themselves made (folding, orders, labels, pictures, soft breaks,
keys, blank lines in odd places); the people, places and numbers are invented. Written here with plain line ends;
`crlf` gives them the ones that the programs write.
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

OUTLOOK_WHOLE = crlf(
    f"""BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=en-us:Hale;Morgan;Quinn;Lt.;Jr.
FN:Lt. Morgan Quinn Hale Jr.
NICKNAME:Mo
ORG:Millbrook PD;Patrol
TITLE:Peer supporter
NOTE;CHARSET=us-ascii;ENCODING=QUOTED-PRINTABLE:Met at the spring course	=0D=0A=
TEL;HOME;VOICE:406-555-0160 is the old number=0D=0A=
BEGIN:VCARD is what files start with
TEL;WORK;VOICE:(406) 555-0161
TEL;HOME;VOICE:(406) 555-0162
TEL;CELL;VOICE:(406) 555-0163
TEL;WORK;FAX:(406) 555-0164
X-MS-TEL;VOICE;CALLBACK:(406) 555-0165
ADR;WORK;PREF:;Room 4;12 Court Sq;Millbrook;MT;59003;United States of America
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:12 Court Sq=0D=0A=
Millbrook, MT  59003=0D=0A=
United States of America
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
URL;WORK:http://millbrook.example
ROLE:Patrol
BDAY:19800322
X-MS-ANNIVERSARY:20110113
KEY;X509;ENCODING=BASE64:
 MIIEMDCCA5mgAwIBAgIQVBJ
 zIDBOSyypTmzxC+JPmyn/8w==

EMAIL;PREF;INTERNET:morgan@millbrook.example
X-MS-IMADDRESS:nobody@im.example
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 {PICTURE}

X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.example/cards" ver="1.0" layout="left" bgcolor="ffffff"/>
X-MS-MANAGER:Chief Reyes
REV:20260301T131933Z
END:VCARD
"""
)

GOOGLE_MANY = crlf(
    """BEGIN:VCARD
VERSION:3.0
FN:County Dispatch
N:Dispatch;County;;;
X-PHONETIC-FIRST-NAME:Kown-tee
EMAIL;TYPE=INTERNET:desk@granite.example
item1.EMAIL;TYPE=INTERNET:watch@granite.example
item1.X-ABLabel:Watch desk
X-SKYPE:granite
TEL:4065550170
TEL;TYPE=HOME:4065550171
TEL;TYPE=WORK:4065550172
TEL;TYPE=MAIN:4065550173
TEL;TYPE=CELL:4065550174
TEL;TYPE=HOME;TYPE=FAX:4065550175
item2.TEL:4065550176
item2.X-ABLabel:GRAND_CENTRAL
TEL;TYPE=PAGER:4065550177
item3.TEL:4065550178
item3.X-ABLabel:Radio room
TEL;TYPE=WORK:+1 406-555-0172
TEL:4065550179
ADR;TYPE=WORK:;;113 Main St;Granite;MT;59001;
ORG:Granite County
URL:http\\://www.granite.example
END:VCARD
"""
)

EVOLUTION = crlf(
    """BEGIN:VCARD
VERSION:3.0
X-COUCHDB-APPLICATION-ANNOTATIONS:{"Evolution":{"revision":"2026-03-05T13:3
 2:54Z"}}
URL;X-COUCHDB-UUID="0abc9b8d-0845-47d0-9a91-3db5bb74620d":http://www.gra
 nite.example
TEL;X-COUCHDB-UUID="c2fa1caa-2926-4087-8971-609cfc7354ce";TYPE=CELL:406-555
 -0180
TEL;X-COUCHDB-UUID="fbfb2722-4fd8-4dbf-9abd-eeb24072fd8e";TYPE=WORK,VOICE:4
 06-555-0181
N:Larsen;Noor;Ada\\, Mae;Dr.;
X-EVOLUTION-FILE-AS:Larsen\\, Noor
FN:Dr. Noor Ada\\, Mae Larsen
ORG:Granite Counseling;Adults;Second floor
TITLE:Clinician
CATEGORIES:VIP
NOTE:Sees people "as they are"\\, also in the evening\\; asks for a messag
 e first.
EMAIL;TYPE=WORK;X-COUCHDB-UUID="83a75a5d-2777-45aa-bab5-76a4bd972490":noor@
 counseling.example
ADR;TYPE=WORK:PO 12;;15 Crescent St;Granite;MT;59001;United
  States of America
REV:2026-03-05T13:32:54Z
END:VCARD
"""
)

ANDROID_LIST = crlf(
    """BEGIN:VCARD
VERSION:2.1
EMAIL;PREF:nobody@home.example
CATEGORIES:My Contacts
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=C3=BA=C3=B1=65=7A;=4D=61=72=C3=ADa;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=61=72=C3=ADa=20=
=C3=91=C3=BA=C3=B1=65=7A
TEL;CELL;PREF:4065550185
TEL;CELL:+14065550185
TEL;HOME:406 555 0186
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=20=C3=91=20=C3=91=
=20=C3=91=20=
=C3=91
CATEGORIES:My Contacts
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN:Sam Tran
N:Tran;Sam;;;
TEL;TYPE=CELL:1-406-555-0187
PHOTO;ENCODING=BASE64:"""
    + PICTURE.replace("\n ", "")
    + """

NOTE:
END:VCARD
"""
)

THUNDERBIRD_ADDRESS_LABEL = crlf(
    """BEGIN:VCARD
VERSION:4.0
FN:Weber\\, Jo
N:Weber;Jo;;;
ORG:Granite Clinic
TEL;TYPE=cell;PREF=1:+1 406 555 0190
TEL;TYPE=work:00 1 406 555 0191
EMAIL;TYPE=home:jo@clinic.example
ADR;TYPE=work;LABEL=Long Street 1 59001 Granite^nUSA^': BH
 G01:^n59001 Granite^nUSA:59001 Granite\\nUSA:;BHG01:;Long
  Street 1;Granite;;59001;USA
REV;VALUE=DATE-AND-OR-TIME:20260314T092838Z
END:VCARD
"""
)
