// Any bytes as mishen.toml, as a waiver file and as a baseline. What is refused is refused with its
// file. What is taken lets nothing through that it does not say: a gap of a cause it does not
// accept is never clear, nor is a draft of which nothing was read. A waiver that is taken is whole,
// and written again it reads as the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/policy/baseline.h"
#include "scanner/policy/policy_file.h"
#include "tests/support/document_laws.h"

namespace {

using namespace mishen;

constexpr std::string_view kPath = "any.toml";

void require(bool holds, const char* law) {
  if (!holds) abort_if_broken(law);
}

void check_refusal(const Error& error) {
  require(error.kind == ErrorKind::policy, "a refusal is an error of policy");
  require(!error.message.id.empty(), "a refusal says what is wrong");
  require(error.place.starts_with(kPath), "a refusal names its file");
}

void check_decisions(const Policy& policy) {
  const Rulebook rules;
  for (int i = 0; i < kGapCauseCount; ++i) {
    const auto cause = static_cast<GapCause>(i);
    Examination examination;
    examination.coverage.passages = 1;
    examination.coverage.characters = 1;
    examination.coverage.gaps.push_back({cause, {}, {"gap.limit", {}}});
    const Review review = decide(examination, rules, policy);
    require(review.verdict != Verdict::clear || policy.accepted_gaps.contains(cause),
            "a gap that is not accepted is not clear");
    examination.coverage.passages = 0;
    examination.coverage.characters = 0;
    require(decide(examination, rules, policy).verdict != Verdict::clear,
            "nothing read is not clear");
  }
}

void check_policy(std::string_view text) {
  RuleErrors problems;
  const Result<PolicyFile> file = parse_policy(std::string(kPath), text, &problems);
  for (const Error& error : problems.errors) check_refusal(error);
  if (!file) return check_refusal(file.error());
  require(problems.errors.empty(), "nothing is taken with problems");
  require(file->present() && file->digest.starts_with("sha256:"), "a policy says which it is");
  Limits limits;
  for (const auto& [name, value] : file->limits) {
    require(set_limit(limits, name, value).ok(), "limits that are taken can be set");
  }
  for (const std::string_view scope : {"", "a.docx", "intranet/notice.docx", "a/b/c/d.pdf"}) {
    check_decisions(policy_for(*file, scope, {}));
    (void)ignored_by(*file, scope);
  }
}

void check_waivers(std::string_view text) {
  RuleErrors problems;
  const auto waivers = parse_waivers(std::string(kPath), text, &problems);
  for (const Error& error : problems.errors) check_refusal(error);
  if (!waivers) return check_refusal(waivers.error());
  std::string again;
  for (const Waiver& waiver : *waivers) {
    require(!waiver.finding.empty() && !waiver.reason.empty() && !waiver.who.empty(),
            "a waiver says what, why and who");
    require(waiver.finding.starts_with(waiver.rule), "a waiver is of its finding's rule");
    require(day_number(waiver.date).has_value(), "a waiver has its day");
    for (const std::string* said : {&waiver.finding, &waiver.reason, &waiver.who, &waiver.second}) {
      require(utf8::is_valid(*said) && said->find('\n') == std::string::npos, "texts are one line");
    }
    again += waiver_toml(waiver);
  }
  auto reread = parse_waivers(std::string(kPath), again);
  require(reread.ok() && reread->size() == waivers->size(), "waivers are written as they are read");
  for (std::size_t i = 0; i < waivers->size(); ++i) {
    (*reread)[i].place = (*waivers)[i].place;
    require((*reread)[i] == (*waivers)[i], "waivers are written as they are read");
  }
}

void check_baseline(std::string_view text) {
  const Result<Baseline> known = parse_baseline(std::string(kPath), text);
  if (!known) return check_refusal(known.error());
  const Result<Baseline> again = parse_baseline(std::string(kPath), baseline_toml(*known, ""));
  require(again.ok() && *again == *known, "a baseline is written as it is read");
  require(growth(*known, *known) == 0, "a baseline does not outgrow itself");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_policy(text);
  check_waivers(text);
  check_baseline(text);
  return 0;
}
