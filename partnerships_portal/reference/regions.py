"""Which region of England each county and single-tier authority lies in.

Public fact (ONS, Regions (December 2023) in England). Written by name so that a reader can
check it; a county stands for all its districts.
"""

from typing import NamedTuple


class RegionFacts(NamedTuple):
    code: str
    name: str
    slug: str
    letter: str  # third letter of its NUTS and ITL codes: UKC, TLC
    upper_tiers: str  # names separated by semicolons


REGIONS = (
    RegionFacts(
        "E12000001",
        "North East",
        "north-east",
        "C",
        "County Durham; Darlington; Gateshead; Hartlepool; Middlesbrough; Newcastle upon Tyne; "
        "North Tyneside; Northumberland; Redcar and Cleveland; South Tyneside; "
        "Stockton-on-Tees; Sunderland",
    ),
    RegionFacts(
        "E12000002",
        "North West",
        "north-west",
        "D",
        "Blackburn with Darwen; Blackpool; Bolton; Bury; Cheshire East; "
        "Cheshire West and Chester; Cumberland; Halton; Knowsley; Lancashire; Liverpool; "
        "Manchester; Oldham; Rochdale; Salford; Sefton; St. Helens; Stockport; Tameside; "
        "Trafford; Warrington; Westmorland and Furness; Wigan; Wirral",
    ),
    RegionFacts(
        "E12000003",
        "Yorkshire and The Humber",
        "yorkshire-and-the-humber",
        "E",
        "Barnsley; Bradford; Calderdale; Doncaster; East Riding of Yorkshire; "
        "Kingston upon Hull, City of; Kirklees; Leeds; North East Lincolnshire; "
        "North Lincolnshire; North Yorkshire; Rotherham; Sheffield; Wakefield; York",
    ),
    RegionFacts(
        "E12000004",
        "East Midlands",
        "east-midlands",
        "F",
        "Derby; Derbyshire; Leicester; Leicestershire; Lincolnshire; North Northamptonshire; "
        "Nottingham; Nottinghamshire; Rutland; West Northamptonshire",
    ),
    RegionFacts(
        "E12000005",
        "West Midlands",
        "west-midlands",
        "G",
        "Birmingham; Coventry; Dudley; Herefordshire, County of; Sandwell; Shropshire; "
        "Solihull; Staffordshire; Stoke-on-Trent; Telford and Wrekin; Walsall; Warwickshire; "
        "Wolverhampton; Worcestershire",
    ),
    RegionFacts(
        "E12000006",
        "East of England",
        "east-of-england",
        "H",
        "Bedford; Cambridgeshire; Central Bedfordshire; Essex; Hertfordshire; Luton; Norfolk; "
        "Peterborough; Southend-on-Sea; Suffolk; Thurrock",
    ),
    RegionFacts(
        "E12000007",
        "London",
        "london",
        "I",
        "Barking and Dagenham; Barnet; Bexley; Brent; Bromley; Camden; City of London; Croydon; "
        "Ealing; Enfield; Greenwich; Hackney; Hammersmith and Fulham; Haringey; Harrow; "
        "Havering; Hillingdon; Hounslow; Islington; Kensington and Chelsea; "
        "Kingston upon Thames; Lambeth; Lewisham; Merton; Newham; Redbridge; "
        "Richmond upon Thames; Southwark; Sutton; Tower Hamlets; Waltham Forest; Wandsworth; "
        "Westminster",
    ),
    RegionFacts(
        "E12000008",
        "South East",
        "south-east",
        "J",
        "Bracknell Forest; Brighton and Hove; Buckinghamshire; East Sussex; Hampshire; "
        "Isle of Wight; Kent; Medway; Milton Keynes; Oxfordshire; Portsmouth; Reading; Slough; "
        "Southampton; Surrey; West Berkshire; West Sussex; Windsor and Maidenhead; Wokingham",
    ),
    RegionFacts(
        "E12000009",
        "South West",
        "south-west",
        "K",
        "Bath and North East Somerset; Bournemouth, Christchurch and Poole; Bristol, City of; "
        "Cornwall; Devon; Dorset; Gloucestershire; Isles of Scilly; North Somerset; Plymouth; "
        "Somerset; South Gloucestershire; Swindon; Torbay; Wiltshire",
    ),
)


def split_names(names):
    """`"Derby; Derbyshire"` as a list of names."""
    return [name.strip() for name in names.split(";") if name.strip()]


REGION_CODE_OF_UPPER_TIER = {name: region.code for region in REGIONS for name in split_names(region.upper_tiers)}
