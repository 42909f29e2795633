"""School attendance forms and letters: one spec to DOCX, PDF and XLSX and back, with the rules checked.

Everything here loads when first used, so importing the package costs nothing.

Made from the specs by `make stubs`; not edited by hand.
"""

from pathlib import Path as _Path
from typing import Any as _Any, Literal as _Literal, overload as _overload

from tsmforms import bulk as bulk
from tsmforms import records as records
from tsmforms import testing as testing
from tsmforms.api import bind as bind
from tsmforms.api import binding_text as binding_text
from tsmforms.api import fill_original as fill_original
from tsmforms.api import load_binding as load_binding
from tsmforms.api import changes as changes
from tsmforms.api import forms as forms
from tsmforms.api import inspect as inspect
from tsmforms.api import load_form as load_form
from tsmforms.api import read as read
from tsmforms.api import read_all as read_all
from tsmforms.casework import next_steps as next_steps
from tsmforms.casework.chasing import who_to_chase as who_to_chase
from tsmforms.casework.chronology import chronology as chronology
from tsmforms.casework.counting import Counted as Counted
from tsmforms.casework.counting import count as count
from tsmforms.collation import Collation as Collation
from tsmforms.collation import collate as collate
from tsmforms.collation import returned_files as returned_files
from tsmforms.diagnostics import AnswersRefused as AnswersRefused
from tsmforms.diagnostics import Diagnostic as Diagnostic
from tsmforms.diagnostics import EnvironmentProblem as EnvironmentProblem
from tsmforms.diagnostics import MisuseError as MisuseError
from tsmforms.diagnostics import Place as Place
from tsmforms.diagnostics import ReadError as ReadError
from tsmforms.diagnostics import SpecError as SpecError
from tsmforms.diagnostics import TemplateRefused as TemplateRefused
from tsmforms.diagnostics import TsmFormsError as TsmFormsError
from tsmforms.diagnostics import WriteRefused as WriteRefused
from tsmforms.documents.marking import marked_copy as marked_copy
from tsmforms.documents import Change as Change
from tsmforms.documents import Form as Form
from tsmforms.documents import TemplateDiff as TemplateDiff
from tsmforms.documents import Upgraded as Upgraded
from tsmforms.model import Binding as Binding
from tsmforms.model import Evidence as Evidence
from tsmforms.model import FormatName as FormatName
from tsmforms.model import Profile as Profile
from tsmforms.model import Return as Return
from tsmforms.reading import FillablePlace as FillablePlace
from tsmforms.api import template_accept as template_accept
from tsmforms.api import template_build as template_build
from tsmforms.api import template_check as template_check
from tsmforms.api import template_diff as template_diff
from tsmforms.api import template_show as template_show
from tsmforms.api import upgrade as upgrade
from tsmforms.api import upgraded_returns as upgraded_returns
from tsmforms.registers import read_register as read_register
from tsmforms.specs import load_profile as load_profile
from tsmforms.records import AttendanceReport as _AttendanceReport
from tsmforms.records import ChallengeAndSupportChecklist as _ChallengeAndSupportChecklist
from tsmforms.records import ContractWarning as _ContractWarning
from tsmforms.records import FamilyActionPlan as _FamilyActionPlan
from tsmforms.records import HomeVisitRecord as _HomeVisitRecord
from tsmforms.records import IllnessNotice as _IllnessNotice
from tsmforms.records import InitialConcernsMeeting as _InitialConcernsMeeting
from tsmforms.records import LeaveReply as _LeaveReply
from tsmforms.records import LeaveRequest as _LeaveRequest
from tsmforms.records import LegalProcessChecklist as _LegalProcessChecklist
from tsmforms.records import Letter1 as _Letter1
from tsmforms.records import Letter2 as _Letter2
from tsmforms.records import Letter2a as _Letter2a
from tsmforms.records import Letter2b as _Letter2b
from tsmforms.records import Letter2c as _Letter2c
from tsmforms.records import Letter3 as _Letter3
from tsmforms.records import Letter3a as _Letter3a
from tsmforms.records import Letter3b as _Letter3b
from tsmforms.records import Letter3c as _Letter3c
from tsmforms.records import MedicalEvidenceRequest as _MedicalEvidenceRequest
from tsmforms.records import NoticeToImprove as _NoticeToImprove
from tsmforms.records import ParentingContract as _ParentingContract
from tsmforms.records import PartTimeTimetable as _PartTimeTimetable
from tsmforms.records import PenaltyNoticeReferral as _PenaltyNoticeReferral
from tsmforms.records import PupilVoice as _PupilVoice
from tsmforms.records import RagAudit as _RagAudit
from tsmforms.records import RegisterAmendment as _RegisterAmendment
from tsmforms.records import SamMinutes as _SamMinutes
from tsmforms.records import SamPlan as _SamPlan
from tsmforms.records import SamReview as _SamReview
from tsmforms.records import SapMinutes as _SapMinutes
from tsmforms.records import SuggestedActions as _SuggestedActions
from tsmforms.records import TermlyRecord as _TermlyRecord
from tsmforms.records import TsmAgenda as _TsmAgenda
from tsmforms.records import UniversalOffer as _UniversalOffer

__version__: str
__all__: list[str]

@_overload
def form(id: _Literal["attendance_report"], edition: _Literal["2026-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_AttendanceReport]:
    """Your child's attendance so far."""

@_overload
def form(id: _Literal["challenge_and_support_checklist"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_ChallengeAndSupportChecklist]:
    """Challenge and Support checklist."""

@_overload
def form(id: _Literal["contract_warning"], edition: _Literal["2026-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_ContractWarning]:
    """Your attendance contract is not working."""

@_overload
def form(id: _Literal["family_action_plan"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_FamilyActionPlan]:
    """Family Action Plan."""

@_overload
def form(id: _Literal["home_visit_record"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_HomeVisitRecord]:
    """Home visit record (Attendance Response Action)."""

@_overload
def form(id: _Literal["illness_notice"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_IllnessNotice]:
    """Notice of long illness to the local authority."""

@_overload
def form(id: _Literal["initial_concerns_meeting"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_InitialConcernsMeeting]:
    """Attendance Initial Concerns Meeting."""

@_overload
def form(id: _Literal["leave_reply"], edition: _Literal["2026-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_LeaveReply]:
    """Our reply to your request for leave."""

@_overload
def form(id: _Literal["leave_request"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_LeaveRequest]:
    """Request for leave of absence in term time."""

@_overload
def form(id: _Literal["legal_process_checklist"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_LegalProcessChecklist]:
    """Attendance Legal Process Checklist."""

@_overload
def form(id: _Literal["letter_1"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter1]:
    """About your child's attendance."""

@_overload
def form(id: _Literal["letter_2"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter2]:
    """Invitation to a school attendance meeting."""

@_overload
def form(id: _Literal["letter_2a"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter2a]:
    """We missed you at the attendance meeting."""

@_overload
def form(id: _Literal["letter_2b"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter2b]:
    """What we agreed at the attendance meeting."""

@_overload
def form(id: _Literal["letter_2c"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter2c]:
    """Thank you, the plan has worked."""

@_overload
def form(id: _Literal["letter_3"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter3]:
    """Invitation to a school attendance panel."""

@_overload
def form(id: _Literal["letter_3a"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter3a]:
    """We missed you at the attendance panel."""

@_overload
def form(id: _Literal["letter_3b"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter3b]:
    """What we agreed at the attendance panel."""

@_overload
def form(id: _Literal["letter_3c"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Letter3c]:
    """Thank you, the panel's plan has worked."""

@_overload
def form(id: _Literal["medical_evidence_request"], edition: _Literal["2026-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_MedicalEvidenceRequest]:
    """Please send us evidence of an illness."""

@_overload
def form(id: _Literal["notice_to_improve"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_NoticeToImprove]:
    """Notice to improve."""

@_overload
def form(id: _Literal["parenting_contract"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_ParentingContract]:
    """Parenting Contract for Attendance."""

@_overload
def form(id: _Literal["part_time_timetable"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_PartTimeTimetable]:
    """Part-time timetable agreement."""

@_overload
def form(id: _Literal["penalty_notice_referral"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_PenaltyNoticeReferral]:
    """Referral for a penalty notice."""

@_overload
def form(id: _Literal["pupil_voice"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_PupilVoice]:
    """Pupil Voice."""

@_overload
def form(id: _Literal["rag_audit"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_RagAudit]:
    """Targeting Support Meeting (TSM) audit."""

@_overload
def form(id: _Literal["register_amendment"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_RegisterAmendment]:
    """Record of amendments to the attendance register."""

@_overload
def form(id: _Literal["sam_minutes"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_SamMinutes]:
    """School Attendance Meeting (SAM) minutes."""

@_overload
def form(id: _Literal["sam_plan"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_SamPlan]:
    """School Attendance Meeting (SAM) plan."""

@_overload
def form(id: _Literal["sam_review"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_SamReview]:
    """School Attendance Meeting (SAM) review."""

@_overload
def form(id: _Literal["sap_minutes"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_SapMinutes]:
    """School Attendance Panel (SAP) minutes."""

@_overload
def form(id: _Literal["suggested_actions"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_SuggestedActions]:
    """Suggested Actions: overcoming barriers."""

@_overload
def form(id: _Literal["termly_record"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_TermlyRecord]:
    """Targeting Support Meeting Record."""

@_overload
def form(id: _Literal["tsm_agenda"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_TsmAgenda]:
    """Targeting support meeting: invitation and agenda."""

@_overload
def form(id: _Literal["universal_offer"], edition: _Literal["2024-09"] | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_UniversalOffer]:
    """Universal Offer checklist."""

@_overload
def form(id: str, edition: str | None = None, *, profile: Profile | str | _Path | None = None, specs: str | _Path | None = None) -> Form[_Any]:
    """A form by its id: one of your own, an earlier edition, or any of `forms()`."""
