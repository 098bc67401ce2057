"""Which districts lie in each NUTS and ITL area of England.

Sources: NUTS 2010 to 2021 (Commission Delegated Regulation (EU) 2019/1755 and before) and
ITL 2021 and 2025 (ONS). Both share letters and digits: UKD3 and TLD3 are the same area, so
the first two letters are left off here. An area is written by the names of its districts, or
of counties that stand for all their districts. Where an old area cut through a district of
today, the districts that cover it stand for it. A level-2 area that is missing here is the
union of its level-3 areas; areas not listed fall back to their region.
"""

AREAS = """
C11 Hartlepool; Stockton-on-Tees
C12 Middlesbrough; Redcar and Cleveland
C13 Darlington
C14 County Durham
C21 Northumberland
C22 Newcastle upon Tyne; North Tyneside; South Tyneside; Gateshead
C23 Sunderland
C31 Hartlepool; Stockton-on-Tees
C32 Middlesbrough; Redcar and Cleveland
C33 Darlington
C41 County Durham
C42 Northumberland
C43 Newcastle upon Tyne; North Tyneside; South Tyneside; Gateshead
C44 Sunderland
D11 Cumberland; Westmorland and Furness
D12 Cumberland; Westmorland and Furness
D13 Cumberland
D14 Westmorland and Furness
D2 Halton; Warrington; Cheshire East; Cheshire West and Chester
D21 Halton; Warrington
D22 Cheshire East; Cheshire West and Chester
D31 Manchester; Salford; Trafford; Stockport; Tameside
D32 Bolton; Wigan; Bury; Oldham; Rochdale
D33 Manchester
D34 Salford; Trafford
D35 Stockport; Tameside
D36 Bolton; Wigan
D37 Bury; Oldham; Rochdale
D41 Blackburn with Darwen
D42 Blackpool
D43 Lancashire
D44 Lancaster; Wyre
D45 Fylde; Preston; Ribble Valley; South Ribble
D46 Burnley; Hyndburn; Pendle; Rossendale
D47 Chorley; West Lancashire
D51 Knowsley; St. Helens
D52 Liverpool
D53 Sefton
D54 Wirral
D61 Warrington
D62 Cheshire East
D63 Cheshire West and Chester
D71 Halton; Knowsley; St. Helens
D72 Liverpool
D73 Sefton
D74 Wirral
E11 Kingston upon Hull, City of
E12 East Riding of Yorkshire
E13 North Lincolnshire; North East Lincolnshire
E21 York
E22 North Yorkshire
E31 Barnsley; Doncaster; Rotherham
E32 Sheffield
E33 Barnsley
E34 Rotherham
E35 Doncaster
E36 Sheffield
E41 Bradford
E42 Leeds
E43 Calderdale; Kirklees; Wakefield
E44 Calderdale; Kirklees
E45 Wakefield
F11 Derby
F12 Bolsover; Chesterfield; North East Derbyshire
F13 Amber Valley; Derbyshire Dales; Erewash; High Peak; South Derbyshire
F14 Nottingham
F15 Ashfield; Bassetlaw; Mansfield; Newark and Sherwood
F16 Broxtowe; Gedling; Rushcliffe
F21 Leicester
F22 Leicestershire; Rutland
F23 North Northamptonshire; West Northamptonshire
F24 West Northamptonshire
F25 North Northamptonshire
F30 Lincolnshire
G11 Herefordshire, County of
G12 Worcestershire
G13 Warwickshire
G21 Telford and Wrekin
G22 Shropshire
G23 Stoke-on-Trent
G24 Staffordshire
G31 Birmingham
G32 Solihull
G33 Coventry
G34 Dudley; Sandwell
G35 Walsall; Wolverhampton
G36 Dudley
G37 Sandwell
G38 Walsall
G39 Wolverhampton
H11 Peterborough
H12 Cambridgeshire
H13 Norfolk
H14 Suffolk
H15 Broadland; Great Yarmouth; Norwich
H16 King's Lynn and West Norfolk; North Norfolk
H17 Breckland; South Norfolk
H21 Luton
H22 Bedford; Central Bedfordshire
H23 Hertfordshire
H24 Bedford
H25 Central Bedfordshire
H26 Broxbourne; East Hertfordshire; North Hertfordshire; Stevenage; Welwyn Hatfield
H27 Dacorum; Hertsmere; St Albans; Three Rivers; Watford
H31 Southend-on-Sea
H32 Thurrock
H33 Essex
H34 Braintree; Colchester; Tendring
H35 Epping Forest; Harlow; Uttlesford
H36 Brentwood; Chelmsford; Maldon
H37 Basildon; Castle Point; Rochford
H41 Peterborough
H42 Cambridgeshire
H51 Broadland; Great Yarmouth; Norwich
H52 King's Lynn and West Norfolk; North Norfolk
H53 Breckland; South Norfolk
H61 Babergh; Mid Suffolk
H62 Ipswich
H63 East Suffolk
H64 West Suffolk
I11 Camden; City of London; Hammersmith and Fulham; Kensington and Chelsea; Wandsworth; Westminster
I12 Hackney; Haringey; Islington; Lambeth; Lewisham; Newham; Southwark; Tower Hamlets
I21 Barking and Dagenham; Bexley; Enfield; Greenwich; Havering; Redbridge; Waltham Forest
I22 Bromley; Croydon; Kingston upon Thames; Merton; Sutton
I23 Barnet; Brent; Ealing; Harrow; Hillingdon; Hounslow; Richmond upon Thames
I31 Camden; City of London
I32 Westminster
I33 Kensington and Chelsea; Hammersmith and Fulham
I34 Wandsworth
I35 Westminster; City of London
I36 Camden
I41 Hackney; Newham
I42 Tower Hamlets
I43 Haringey; Islington
I44 Lewisham; Southwark
I45 Lambeth
I51 Bexley; Greenwich
I52 Barking and Dagenham; Havering
I53 Redbridge; Waltham Forest
I54 Enfield
I61 Bromley
I62 Croydon
I63 Merton; Kingston upon Thames; Sutton
I71 Barnet
I72 Brent
I73 Ealing
I74 Harrow; Hillingdon
I75 Hounslow; Richmond upon Thames
J11 Bracknell Forest; West Berkshire; Reading; Slough; Windsor and Maidenhead; Wokingham
J12 Milton Keynes
J13 Buckinghamshire
J14 Oxfordshire
J15 Bracknell Forest; Slough; Windsor and Maidenhead
J16 Reading; West Berkshire; Wokingham
J21 Brighton and Hove
J22 East Sussex
J23 Surrey
J24 West Sussex
J25 Elmbridge; Guildford; Runnymede; Spelthorne; Surrey Heath; Waverley; Woking
J26 Epsom and Ewell; Mole Valley; Reigate and Banstead; Tandridge
J27 Adur; Arun; Chichester; Worthing
J28 Crawley; Horsham; Mid Sussex
J31 Portsmouth
J32 Southampton
J33 Hampshire
J34 Isle of Wight
J35 Eastleigh; Fareham; Gosport; Havant
J36 East Hampshire; New Forest; Test Valley; Winchester
J37 Basingstoke and Deane; Hart; Rushmoor
J41 Medway
J42 Kent
J43 Dartford; Gravesham; Swale
J44 Canterbury; Dover; Folkestone and Hythe; Thanet
J45 Ashford; Maidstone
J46 Sevenoaks; Tonbridge and Malling; Tunbridge Wells
K11 Bristol, City of
K12 Bath and North East Somerset; North Somerset; South Gloucestershire
K13 Gloucestershire
K14 Swindon
K15 Wiltshire
K21 Bournemouth, Christchurch and Poole
K22 Dorset; Bournemouth, Christchurch and Poole
K23 Somerset
K24 Bournemouth, Christchurch and Poole
K25 Dorset
K30 Cornwall; Isles of Scilly
K41 Plymouth
K42 Torbay
K43 Devon
K51 Bristol, City of
K52 Bath and North East Somerset; South Gloucestershire
K61 North Somerset
K62 Somerset
K63 Bournemouth, Christchurch and Poole
K64 Dorset
K71 Swindon
K72 Wiltshire
K73 Gloucestershire
"""

# Names of areas that are neither region, district nor county of today, but that buyers write.
NAMED_AREAS = {
    "bedfordshire": "H21 H22",
    "berkshire": "J11",
    "cheshire": "D6",
    "cumbria": "D1",
    "greater manchester": "D3",
    "hull": "E11",
    "humberside": "E1",
    "merseyside": "D5",
    "northamptonshire": "F23",
    "south yorkshire": "E3",
    "tees valley": "C3",
    "teesside": "C11 C12",
    "tyne and wear": "C22 C23",
    "west yorkshire": "E4",
}
