"""What the six shipped samples must come to, worked out by hand before the program was asked.

A target is written ``base + raise * weight / weights`` over the questions that apply to that project, so that each term
can be looked up: the weights in the domain files, the raises in ``exposures.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """Hold what one sample must come to; `caps` are (rule, at most, because)."""

    exposures: tuple[str, ...]
    targets: dict[str, float]
    failed: tuple[str, ...]
    caps: tuple[tuple[str, str, tuple[str, ...]], ...]
    uncapped: str
    grade: str
    low: str
    high: str
    open: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()


EXPECTED = {
    # A calm country, no company abroad, nobody posted, little money: nothing calls for more than the ordinary. With no
    # entity and no deal not one question on filing applies, so ODI counts nowhere.
    "small-trader-asean": Expected(
        exposures=(),
        targets={
            **{"GOV": 3, "CTY": 3, "LAW": 3, "FIN": 3, "SEC": 3, "OPS": 3, "IPD": 3, "DIS": 3, "CRI": 3},
            **{"ESG": 2, "TAL": 2},
        },
        # All that rests on the owner or on the one traveller (level 1, floor 2): veto, owner of risk, the view of the
        # country, commissions, rules and training for travel, the emergency plan.
        failed=("GOV-02", "GOV-03", "CTY-01", "LAW-02", "SEC-01", "SEC-02", "CRI-01"),
        caps=(
            ("red_line_failures", "C", ("GOV-02", "GOV-03", "CTY-01", "LAW-02", "SEC-01", "SEC-02", "CRI-01")),
            ("red_line_failures", "D", ("GOV-02", "GOV-03", "CTY-01", "LAW-02", "SEC-01", "SEC-02", "CRI-01")),
            # Trade skills keep FIN, OPS and TAL near 0.7, CTY, LAW and IPD above 0.5; nothing reaches 0.75.
            (
                "weak_domain",
                "B",
                ("GOV", "CTY", "LAW", "FIN", "SEC", "OPS", "IPD", "DIS", "ESG", "CRI", "TAL"),
            ),
            ("weak_domain", "C", ("GOV", "SEC", "DIS", "ESG", "CRI")),
        ),
        uncapped="D",  # readiness about 47
        grade="D",
        low="D",
        high="D",
        not_applicable=("FIN-02",),  # everything is sold in renminbi
    ),
    # A plant of its own, 14 people, buyers in the EU and the US, data seen from Shanghai.
    "manufacturer-vietnam": Expected(
        exposures=(
            *("many-posted", "real-money", "heavy-footprint", "strict-markets", "large-local-workforce"),
            *("cross-border-data", "sanctions-indirect"),
        ),
        targets={
            "GOV": 3,
            "CTY": 3 + 0.5 * 3 / 19,  # partners, the chain being partly sanctioned
            "LAW": 3 + (3 + 2 + 2 + 1) / 16,  # sanctions, employment, permits and product access, each one level up
            "ODI": 3,
            "FIN": 3,  # real money sets a floor of 2 below the target of 3
            "SEC": 3 + 0.5 * (3 + 2) / 19,  # rules and roll for ten and more
            "OPS": 3.5 + 0.5 * 2 / 14,  # a plant; safety at work half a level more
            "IPD": 3 + (3 + 2) / 12,  # both questions on data
            "DIS": 3,
            "ESG": 2.5 + (2 + 2) / 9,  # a plant; the supply chain for strict markets, and work across cultures
            "CRI": 3 + 0.5 * 3 / 14,  # evacuation for ten and more
            "TAL": 2,
        },
        failed=("SEC-06",),  # two people insured themselves; the 14 have no rescue cover
        caps=(
            ("red_line_failures", "C", ("SEC-06",)),
            # LAW stands at 12 / 16 = 0.75 exactly, which is not weak.
            ("weak_domain", "B", ("SEC", "OPS", "IPD", "DIS", "ESG", "CRI")),
        ),
        uncapped="B",  # readiness about 76
        grade="C",
        low="C",
        high="C",
    ),
    # Another's company with its plant, people and past; safe country, five people posted, advisers on every side.
    "acquisition-germany": Expected(
        exposures=(
            *("real-money", "shared-deal", "heavy-footprint", "strict-markets", "large-local-workforce"),
            "cross-border-data",
        ),
        targets={
            "GOV": 3 + 2 / 19,  # the way out
            "CTY": 3 + 3 / 19,  # the seller and the main customers
            "LAW": 3 + (2 + 2 + 2 + 1) / 18,  # employment, screening, permits, product access
            "ODI": 3,
            "FIN": 3 + 3 / 18,  # tax of the structure
            "SEC": 3,
            "OPS": 3.5 + 0.5 * 2 / 14,
            "IPD": 3 + (3 + 2) / 12,
            "DIS": 3,
            "ESG": 2.5 + (2 + 2) / 9,
            "CRI": 3,
            "TAL": 2,
        },
        failed=(),
        # The deal is well advised (CTY, LAW, ODI, FIN at 0.8 to 0.9); the firm behind it is new to the world.
        caps=(("weak_domain", "B", ("GOV", "SEC", "OPS", "IPD", "DIS", "ESG", "CRI")),),
        uncapped="B",  # readiness about 75
        grade="B",
        low="B",
        high="B",
    ),
    # A public owner, a dangerous province, 120 people, an environmental assessment in full; no company is founded.
    "contractor-africa": Expected(
        exposures=(
            *("conflict-area", "many-posted", "hundred-posted", "real-money", "heavy-footprint", "high-impact"),
            *("large-local-workforce", "officials", "state-counterparty", "currency-limits"),
        ),
        targets={
            "GOV": 3 + 2 / 15,  # audit abroad, for dealings with officials
            "CTY": 3 + (3 + 2 + 2) / 16,  # security, currency, monitoring
            # Bribery two levels up, once for the officials and once for the public owner: 5. Employment one. Permits
            # one and a half, for the site and for its impact.
            "LAW": 3 + (2 * 3 + 2 + 1.5 * 2) / 15,
            "ODI": 3,
            "FIN": 3 + (0.5 * 3 + 2 + 0.5 * 2) / 16,  # funding, currency, dual control
            "SEC": 4 + 0.5 * (3 + 2) / 19,
            "OPS": 3.5 + 0.5 * 2 / 15,
            "IPD": 3,  # ordinary technology, data that stay in the country
            "DIS": 3 + 3 / 8,  # where disputes with the public owner go
            "ESG": 3.5 + 2 / 9,  # a site, a high impact; work across cultures one more
            "CRI": 4 + 0.5 * 3 / 14,  # a dangerous place and a hundred people; evacuation half a level more
            "TAL": 2,
        },
        failed=(),
        caps=(),  # the weakest is ESG at 0.78; the share marked not applicable is under 2 in a hundred
        uncapped="A",  # readiness about 92
        grade="A",
        low="A",
        high="A",
        not_applicable=("IPD-01",),  # no marks or patents of its own in a road
    ),
    # Nobody posted, so SEC counts nowhere; no entity and no deal, so ODI does not either.
    "software-north-america": Expected(
        exposures=("controlled-technology", "cross-border-data"),
        targets={
            "GOV": 3,
            "CTY": 3,
            "LAW": 3 + 3 / 13,  # export control, the technology never having been held against the lists
            "FIN": 3,
            "OPS": 3,
            "IPD": 3 + (2 + 2 + 3 + 2) / 14,  # secrets, technology export, both questions on data
            "DIS": 3,
            "ESG": 2,
            "CRI": 3,
            "TAL": 2,
        },
        # Level 0 or 1 under floors of 2; technology export at 0 under 3. The copied privacy notice just meets its 2.
        failed=("GOV-02", "GOV-03", "CTY-01", "CTY-05", "LAW-03", "IPD-04", "CRI-01"),
        caps=(
            ("red_line_failures", "C", ("GOV-02", "GOV-03", "CTY-01", "CTY-05", "LAW-03", "IPD-04", "CRI-01")),
            ("red_line_failures", "D", ("GOV-02", "GOV-03", "CTY-01", "CTY-05", "LAW-03", "IPD-04", "CRI-01")),
            ("weak_domain", "B", ("GOV", "CTY", "LAW", "FIN", "OPS", "IPD", "DIS", "ESG", "CRI", "TAL")),
            ("weak_domain", "C", ("GOV", "CTY", "LAW", "FIN", "IPD", "DIS", "ESG", "CRI")),  # OPS 0.57, TAL 0.64
        ),
        uncapped="E",  # readiness about 32
        grade="E",
        low="E",
        high="E",
        not_applicable=("FIN-04",),  # the platforms collect in advance
    ),
    # Nearly everything that can raise a target does: 17 of 21 rules. Not: extreme alert, a hundred people posted,
    # controlled technology, a party on a list.
    "mining-drc": Expected(
        exposures=(
            *("conflict-area", "many-posted", "real-money", "large-amount", "sensitive-project", "shared-deal"),
            *("no-majority", "heavy-footprint", "extraction", "strict-markets", "high-impact"),
            *("large-local-workforce", "cross-border-data", "officials", "state-counterparty", "sanctions-indirect"),
            "currency-limits",
        ),
        targets={
            "GOV": 3.5 + (3 + 2 + 2 + 2) / 19,  # veto (may be sensitive), audit, exit, control without a majority
            "CTY": 3 + (3 + 2 + 1.5 * 3 + 2) / 19,  # security, currency, partners one and a half, monitoring
            # Bribery 5 as for any public partner with officials around; sanctions, employment, screening and product
            # access one level, permits one and a half.
            "LAW": 3 + (2 * 3 + 3 + 2 + 2 + 1.5 * 2 + 1) / 18,
            "ODI": 4,  # may need approval
            "FIN": 3.5 + (0.5 * 3 + 2 + 3 + 0.5 * 2) / 18,  # funding, currency, tax, dual control
            "SEC": 4 + 0.5 * (3 + 2) / 19,
            "OPS": 3.5 + 0.5 * 2 / 14,
            "IPD": 3 + (3 + 2) / 9,  # without IPD-01
            "DIS": 3.5 + (2 + 3) / 12,  # treaty protection and the forum against a state partner
            # Forced and child labour two levels up, for extraction and for the buyers, held at 5; cultures one.
            "ESG": 3.5 + (1.5 * 2 + 2) / 9,
            "CRI": 3.5 + 0.5 * 3 / 14,
            "TAL": 2,
        },
        failed=(),
        caps=(("weak_domain", "B", ("ODI", "IPD", "ESG")),),  # 0.71, 0.59, 0.74
        uncapped="B",  # readiness about 82 of what is answered
        grade="B",
        low="C",  # the opinion on title is out; at worst it fails a red line
        high="B",
        open=("GOV-08", "CTY-08", "FIN-03", "DIS-01"),
        not_applicable=("IPD-01",),
    ),
}
