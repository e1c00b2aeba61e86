#include "scanner/gate/publication.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "scanner/report/facts.h"

namespace mishen {
namespace {

using nlohmann::json;

std::vector<ReceiptGap> counted(std::span<const DecidedGap> gaps) {
  std::map<std::pair<std::string, bool>, std::uint64_t> counts;
  for (const DecidedGap& gap : gaps) ++counts[{std::string(name(gap.gap.cause)), gap.accepted}];
  std::vector<ReceiptGap> out;
  for (const auto& [what, count] : counts) out.push_back({what.first, what.second, count});
  return out;
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json file_json(const ReceiptDraft& draft, const Review& review) {
  json gaps = json::array();
  for (const DecidedGap& gap : review.gaps) {
    gaps.push_back({{"cause", name(gap.gap.cause)},
                    {"where", text_or_null(masked_path(gap.gap.where))},
                    {"accepted", gap.accepted}});
  }
  return {{"name", escaped_name(draft.name)},
          {"sha256", text_or_null(draft.sha256)},
          {"sm3", text_or_null(draft.sm3)},
          {"bytes", draft.bytes},
          {"format", draft.format},
          {"verdict", name(draft.verdict)},
          {"reviewed",
           {{"passages", draft.passages},
            {"characters", draft.characters},
            {"pages", draft.pages ? json(*draft.pages) : json(nullptr)}}},
          {"not-reviewed", std::move(gaps)}};
}

}  // namespace

ReceiptDraft receipt_draft(const Review& review, DraftFacts facts) {
  ReceiptDraft out;
  out.name = std::move(facts.name);
  out.sha256 = review.sha256;
  out.sm3 = std::move(facts.sm3);
  out.bytes = review.bytes;
  out.format = review.format.empty() ? "unknown" : review.format;
  out.profile = facts.profile;
  out.hold_on = std::move(facts.hold_on);
  out.verdict = review.verdict;
  out.passages = review.coverage.passages;
  out.characters = review.coverage.characters;
  out.unmapped = review.coverage.unmapped;
  out.pictures = review.coverage.pictures;
  out.pages = review.coverage.pages;
  out.gaps = counted(review.gaps);
  for (const DecidedFinding& decided : review.findings) {
    std::uint64_t& count = decided.severity == Severity::block    ? out.block
                           : decided.severity == Severity::review ? out.review
                                                                  : out.notice;
    ++count;
    if (decided.in_baseline) ++out.baseline;
    if (!decided.waiver || decided.waiver->fault) continue;
    ++out.waived;
    const Waiver& waiver = decided.waiver->waiver;
    out.waivers.push_back({waiver.finding, waiver.reason, waiver.who, waiver.second, waiver.until});
  }
  return out;
}

std::string manifest(const Receipt& receipt, std::span<const Review> reviews) {
  json files = json::array();
  for (std::size_t i = 0; i < receipt.drafts.size() && i < reviews.size(); ++i) {
    files.push_back(file_json(receipt.drafts[i], reviews[i]));
  }
  json ignored = json::array();
  for (const ReceiptIgnored& file : receipt.ignored) {
    ignored.push_back({{"name", escaped_name(file.name)},
                       {"sha256", file.sha256},
                       {"sm3", file.sm3},
                       {"bytes", file.bytes},
                       {"glob", escaped_name(file.glob)}});
  }
  const json whole = {{"schema", "mishen.manifest/1"},
                      {"tool", {{"name", "mishen"}, {"version", receipt.tool_version}}},
                      {"files", std::move(files)},
                      {"ignored", std::move(ignored)}};
  return whole.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace mishen
