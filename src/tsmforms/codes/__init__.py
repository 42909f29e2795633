"""Attendance codes of the set in force from 19 August 2024 (SI 2024/208, regulation 10)."""

from __future__ import annotations

from typing import Literal

StatisticalClass = Literal["present", "approved", "authorised", "unauthorised", "not_possible", "not_collected"]

CODES_2024: dict[str, StatisticalClass] = {
    "/": "present", "\\": "present", "L": "present",
    "K": "approved", "V": "approved", "P": "approved", "W": "approved", "B": "approved",
    "C": "authorised", "C1": "authorised", "C2": "authorised", "E": "authorised", "I": "authorised",
    "J1": "authorised", "M": "authorised", "R": "authorised", "S": "authorised", "T": "authorised",
    "G": "unauthorised", "N": "unauthorised", "O": "unauthorised", "U": "unauthorised",
    "D": "not_possible", "Q": "not_possible", "X": "not_possible", "Y1": "not_possible", "Y2": "not_possible",
    "Y3": "not_possible", "Y4": "not_possible", "Y5": "not_possible", "Y6": "not_possible", "Y7": "not_possible",
    "Z": "not_collected", "#": "not_collected",
}
"""Code to its class in national statistics."""
