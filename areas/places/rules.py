"""Kinds of local area."""

from concordat.choices import Words


class AreaKind(Words):
    """What sort of council has the social-care duty in the area."""

    COUNTY = "county", "County"
    UNITARY = "unitary", "Unitary"
    METROPOLITAN = "metropolitan_district", "Metropolitan district"
    LONDON_BOROUGH = "london_borough", "London borough"
    SUI_GENERIS = "sui_generis", "Sui generis"
