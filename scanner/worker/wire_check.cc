#include "scanner/worker/wire_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/rulebook/rule_index.h"

namespace mishen {
namespace {

constexpr std::size_t kLongestId = 200;
constexpr std::size_t kIdDigits = 16;
constexpr std::size_t kLongestLine = 4096;  // bytes of an excerpt or a masked value
constexpr double kFarthest = 1e9;           // PDF points; no page is this large

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Lower-case words with dots between: "gap.limit", "check-digit".
bool is_id(std::string_view id) {
  if (id.empty() || id.size() > kLongestId) return false;
  return std::all_of(id.begin(), id.end(), [](char c) { return is_word_character(c) || c == '.'; });
}

bool is_word(std::string_view word) { return is_id(word) && word.find('.') == word.npos; }

bool is_text(std::string_view text) { return utf8::is_valid(text); }

bool is_line(std::string_view text) { return text.size() <= kLongestLine && is_text(text); }

bool are_args(const std::vector<std::pair<std::string, std::string>>& args) {
  return std::all_of(args.begin(), args.end(),
                     [](const auto& arg) { return is_word(arg.first) && is_text(arg.second); });
}

bool is_provenance(const Provenance& where) {
  return std::all_of(where.begin(), where.end(),
                     [](const Step& step) { return is_text(step.name); });
}

bool is_corner(const Point& corner) {
  return std::isfinite(corner.x) && std::isfinite(corner.y) && std::abs(corner.x) < kFarthest &&
         std::abs(corner.y) < kFarthest;
}

bool is_quad(const Quad& quad) {
  return is_corner(quad.start_top) && is_corner(quad.end_top) && is_corner(quad.start_bottom) &&
         is_corner(quad.end_bottom);
}

// The id is the rule's with 16 hex digits.
bool is_id_of(std::string_view id, std::string_view rule) {
  if (id.size() != rule.size() + 1 + kIdDigits || !id.starts_with(rule)) return false;
  id.remove_prefix(rule.size());
  if (id.front() != ':') return false;
  id.remove_prefix(1);
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// Between the characters the shape keeps there is nothing but stars (and "…" for a cut middle).
bool is_masked(std::string_view text, const MaskShape& shape) {
  if (shape.open) return true;
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    points.push_back(d.code_point);
    i += d.bytes;
  }
  const std::size_t kept = std::size_t{shape.keep_first} + shape.keep_last;
  const std::size_t first = points.size() > kept ? shape.keep_first : 0;
  const std::size_t last = points.size() - (points.size() > kept ? shape.keep_last : 0);
  return std::all_of(points.begin() + static_cast<std::ptrdiff_t>(first),
                     points.begin() + static_cast<std::ptrdiff_t>(last),
                     [](char32_t c) { return c == '*' || c == U'…'; });
}

class Checker {
 public:
  Checker(const Rulebook& rules, const Limits& limits) : limits_(limits), rules_(&rules) {
    for (const Rule& rule : rules.rules) {
      // A rule about traces gives kMostListedPlaces findings at most, whatever the limit.
      const std::uint64_t most =
          rule.traces.empty() ? limits.max_rule_matches : std::uint64_t{kMostListedPlaces};
      most_findings_ += std::min(most, std::numeric_limits<std::uint64_t>::max() - most_findings_);
    }
  }

  const char* examination(const Examination& one) const {
    if (!one.format.empty() && !is_word(one.format)) return "format";
    if (const char* field = coverage(one.coverage)) return field;
    if (one.findings.size() > most_findings_) return "findings";
    for (const Finding& each : one.findings) {
      if (const char* field = finding(each)) return field;
    }
    return one.view && !is_view(*one.view, one.findings.size()) ? "view" : nullptr;
  }

 private:
  bool is_view(const DraftView& one, std::size_t findings) const {
    if (one.passages.size() > limits_.max_passages + 1) return false;  // and the file's name
    for (const ViewPassage& passage : one.passages) {
      for (const ViewBit& bit : passage.bits) {
        if (!is_text(bit.text) || bit.finding > findings) return false;
      }
    }
    std::uint32_t last = 0;
    for (const ViewPage& page : one.pages) {
      if (page.page <= last || !std::all_of(page.hidden.begin(), page.hidden.end(), is_quad)) {
        return false;
      }
      last = page.page;
    }
    return true;
  }

  const char* coverage(const Coverage& one) const {
    if (one.passages > limits_.max_passages) return "coverage.passages";
    if (one.characters > limits_.max_characters) return "coverage.characters";
    for (const Gap& gap : one.gaps) {
      if (!is_provenance(gap.where)) return "where.name";
      if (!is_id(gap.detail.id) || !are_args(gap.detail.args)) return "gap.detail";
    }
    return nullptr;
  }

  const char* finding(const Finding& one) const {
    const Rule* const rule = rules_.find(one.rule);
    if (rule == nullptr) return "finding.rule";
    if (!is_id_of(one.id, one.rule)) return "finding.id";
    if (one.places.empty()) return "finding.places";
    for (const FindingPlace& at : one.places) {
      if (const char* field = place(at)) return field;
    }
    if (!is_group(one)) return "finding.group";
    for (const FindingPlace& at : one.group.places) {
      if (const char* field = place(at)) return field;
    }
    for (const MemberValue& member : one.group.values) {
      if (!is_id_of(member.id, one.rule)) return "finding.id";
      if (!is_line(member.masked) || !is_masked(member.masked, rule->mask)) {
        return "finding.masked";
      }
      if (!is_text(member.value.reveal())) return "finding.value";
    }
    if (!is_line(one.masked) || !is_masked(one.masked, rule->mask)) {
      return "finding.masked";
    }
    if (!is_text(one.value.reveal())) return "finding.value";
    if (!excerpt_shows(one)) return "finding.excerpt";
    return words(one);
  }

  // A single hit lists no members; of several traces the first kMostListedPlaces are listed, of a
  // column all, each with what it says, and no more than there may be hits.
  bool is_group(const Finding& finding) const {
    const MemberGroup& one = finding.group;
    if (one.count <= 1) return one.count == 1 && one.places.empty() && one.values.empty();
    if (one.values.empty()) {
      return one.places.size() == std::min<std::uint64_t>(one.count, kMostListedPlaces);
    }
    return one.places.size() == one.count && one.values.size() == one.count &&
           one.count <= limits_.max_rule_matches;
  }

  static bool excerpt_shows(const Finding& one) {
    if (!is_line(one.excerpt)) return false;
    if (one.excerpt_begin > one.excerpt_end || one.excerpt_end > one.excerpt.size()) return false;
    return one.excerpt.substr(one.excerpt_begin, one.excerpt_end - one.excerpt_begin) == one.masked;
  }

  static const char* place(const FindingPlace& one) {
    if (!is_provenance(one.where)) return "where.name";
    if (one.range.begin > one.range.end) return "place.range";
    if (!std::all_of(one.quads.begin(), one.quads.end(), is_quad)) return "place.quads";
    if (!is_text(one.header)) return "place.header";
    return nullptr;
  }

  const char* words(const Finding& one) const {
    for (const Reason& reason : one.reasons) {
      if (!is_word(reason.id)) return "reason.id";
      if (!are_args(reason.args)) return "reason.args";
    }
    if (!std::all_of(one.disguises.begin(), one.disguises.end(), is_word)) {
      return "finding.disguises";
    }
    for (const std::string& rule : one.also) {
      if (rules_.find(rule) == nullptr) return "finding.also";
    }
    return are_args(one.attributes) ? nullptr : "finding.attributes";
  }

  const Limits& limits_;
  std::uint64_t most_findings_ = 0;
  RuleIndex rules_;
};

}  // namespace

const char* first_breach(const Examination& examination, const Rulebook& rules,
                         const Limits& limits) {
  return Checker(rules, limits).examination(examination);
}

}  // namespace mishen
