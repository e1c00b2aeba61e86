#include "scanner/cli/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "scanner/examples.h"
#include "scanner/judge/score.h"
#include "scanner/report/facts.h"

namespace mishen {
namespace {

constexpr std::size_t kWordsTold = 12;  // of one clue

std::string signed_points(int points) { return (points > 0 ? "+" : "") + std::to_string(points); }

class Explainer {
 public:
  Explainer(const Rule& rule, const Engine& engine, Language language)
      : rule_(rule), engine_(engine), language_(language) {}

  std::string write() {
    out_ += fmt::format("{}  {}\n", rule_.full_id(), in(language_, rule_.title));
    field("rules.why", in(language_, rule_.why));
    field("rules.basis", rule_.basis);
    field("rules.remedy", in(language_, rule_.remedy));
    field("rules.severity", say("rules.severities", {{"external", severity(rule_.external)},
                                                     {"internal", severity(rule_.internal)}}));
    out_ += "\n" + say("rules.looks-for") + "\n";
    looks_for();
    clues(true);
    clues(false);
    out_ += "\n" +
            say("rules.scale", {{"possible", std::to_string(kPossible)},
                                {"likely", std::to_string(kLikely)},
                                {"certain", std::to_string(kCertain)}}) +
            "\n\n" + say("rules.examples") + "\n";
    for (const Example& example : rule_.examples) show(example);
    return std::move(out_);
  }

 private:
  using Args = std::vector<std::pair<std::string, std::string>>;
  [[nodiscard]] std::string say(std::string_view id, Args args = {}) const {
    return text(language_, Message{std::string(id), std::move(args)});
  }
  [[nodiscard]] std::string severity(Severity severity) const {
    return say("severity." + std::string(name(severity)));
  }
  void field(std::string_view label, const std::string& value) {
    if (!value.empty()) out_ += fmt::format("{}: {}\n", say(label), value);
  }

  void looks_for() {
    if (!rule_.regex.empty()) {
      out_ += "  " +
              say("rules.patterns", {{"count", std::to_string(rule_.regex.size())},
                                     {"points", std::to_string(rule_.points)}}) +
              "\n";
    }
    if (rule_.words != nullptr) {
      out_ += fmt::format("  {}: {}\n", say("rules.words"), rule_.words->words.size());
    }
    for (const TraceKind kind : rule_.traces) {
      out_ += "  " + say("reason.trace-" + std::string(name(kind))) + "\n";
    }
    for (const std::string& other : rule_.together) out_ += "  " + other + "\n";
    if (rule_.joinable) out_ += "  " + say("rules.joinable") + "\n";
    for (const std::string& validator : rule_.validators) {
      out_ += "  " + say("rules.validator", {{"name", validator}}) + "\n";
    }
    for (const ReadingKind reading : rule_.readings) {
      out_ += "  " + say("rules.reading", {{"name", std::string(name(reading))}}) + "\n";
    }
  }

  void clues(bool raises) {
    bool any = false;
    for (const ContextClue& clue : rule_.clues) {
      if ((clue.points > 0) != raises) continue;
      if (!any) out_ += "\n" + say(raises ? "rules.for" : "rules.against") + "\n";
      any = true;
      std::string words;
      for (std::size_t i = 0; i < std::min(clue.words.size(), kWordsTold); ++i) {
        words += (i == 0 ? "" : say("report.list-separator")) + clue.words[i];
      }
      if (clue.words.size() > kWordsTold) words += " …";
      out_ += fmt::format("  {:>4}  {}", signed_points(clue.points), words);
      if (clue.header) out_ += say("rules.also-header");
      if (clue.has_cap) out_ += say("rules.capped", {{"severity", severity(clue.cap)}});
      out_ += "\n";
    }
  }

  void show(const Example& example) {
    const Examination examination = examine(document_of(example), engine_);
    const auto own = std::find_if(examination.findings.begin(), examination.findings.end(),
                                  [&](const Finding& one) { return one.rule == rule_.full_id(); });
    const bool found = own != examination.findings.end();
    std::string shown = mask_digit_runs(example.text);
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    out_ += fmt::format("  [{}] {}", found ? "x" : " ", shown);
    if (!example.header.empty()) out_ += say("rules.in-column", {{"header", example.header}});
    if (example.expect == Expectation::todo_match) out_ += say("rules.known-miss");
    if (example.expect == Expectation::todo_none) out_ += say("rules.known-alarm");
    out_ += "\n";
    if (!example.why.empty()) out_ += "      " + example.why + "\n";
    if (!found) return;
    std::string reasons;
    for (const Reason& reason : own->reasons) {
      // A sentence of its own elsewhere, a part of a list here.
      std::string said = reason_text(language_, reason);
      for (const std::string_view stop : {"。", "."}) {
        if (said.ends_with(stop)) said.resize(said.size() - stop.size());
      }
      reasons += fmt::format("{}{} {}", reasons.empty() ? "" : say("report.reason-separator"),
                             signed_points(reason.points), said);
    }
    out_ +=
        fmt::format("      {} ({}): {}\n", say("likelihood." + std::string(name(own->likelihood))),
                    own->points, reasons);
  }

  const Rule& rule_;
  const Engine& engine_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string explain_rule(const Rule& rule, const Engine& engine, Language language) {
  return Explainer(rule, engine, language).write();
}

std::string new_pack(const std::string& id, Language language) {
  return text(language, Message{"rules.skeleton", {{"id", id}}});
}

}  // namespace mishen
