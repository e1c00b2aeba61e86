#include "scanner/worker/wire.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include "scanner/base/digest.h"
#include "tests/unit/worker/any_examination.h"

namespace mishen {
namespace {

const Limits kLimits;

// The payload framed anew: what a worker that lies, but knows the protocol, would send.
std::string reframed(const std::string& payload) {
  std::string out = encode(Examination{}).substr(0, 12);
  for (std::size_t i = 0; i < 8; ++i) {
    out += static_cast<char>(static_cast<unsigned char>(payload.size() >> (8 * i)));
  }
  return out + payload + sha256_hex(payload);
}

std::string payload_of(const std::string& answer) {
  return answer.substr(20, answer.size() - 20 - 64);
}

std::string refused_field(const std::string& answer, const Limits& limits = kLimits) {
  const Result<Examination> decoded = decode(answer, wire_rules(), limits);
  if (decoded.ok()) return "(taken)";
  EXPECT_EQ(decoded.error().kind, ErrorKind::input);
  EXPECT_EQ(decoded.error().message.id, "worker.answer-invalid");
  return decoded.error().message.args.at(0).second;
}

void expect_equal(const Finding& a, const Finding& b) {
  EXPECT_EQ(a.rule, b.rule);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.likelihood, b.likelihood);
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.cap, b.cap);
  EXPECT_EQ(a.places, b.places);
  EXPECT_EQ(a.group.count, b.group.count);
  EXPECT_EQ(a.group.places, b.group.places);
  ASSERT_EQ(a.group.values.size(), b.group.values.size());
  for (std::size_t i = 0; i < a.group.values.size(); ++i) {
    EXPECT_EQ(a.group.values[i].id, b.group.values[i].id);
    EXPECT_EQ(a.group.values[i].masked, b.group.values[i].masked);
    EXPECT_EQ(a.group.values[i].value.reveal(), b.group.values[i].value.reveal());
  }
  EXPECT_EQ(a.value.reveal(), b.value.reveal());
  EXPECT_EQ(a.masked, b.masked);
  EXPECT_EQ(a.excerpt, b.excerpt);
  EXPECT_EQ(a.excerpt_begin, b.excerpt_begin);
  EXPECT_EQ(a.excerpt_end, b.excerpt_end);
  EXPECT_EQ(a.reasons, b.reasons);
  EXPECT_EQ(a.disguises, b.disguises);
  EXPECT_EQ(a.also, b.also);
  EXPECT_EQ(a.attributes, b.attributes);
}

void expect_equal(const Examination& a, const Examination& b) {
  EXPECT_EQ(a.format, b.format);
  EXPECT_EQ(a.coverage.passages, b.coverage.passages);
  EXPECT_EQ(a.coverage.characters, b.coverage.characters);
  EXPECT_EQ(a.coverage.unmapped, b.coverage.unmapped);
  EXPECT_EQ(a.coverage.pictures, b.coverage.pictures);
  EXPECT_EQ(a.coverage.pages, b.coverage.pages);
  EXPECT_EQ(a.coverage.gaps, b.coverage.gaps);
  EXPECT_EQ(a.view, b.view);
  ASSERT_EQ(a.findings.size(), b.findings.size());
  for (std::size_t i = 0; i < a.findings.size(); ++i) expect_equal(a.findings[i], b.findings[i]);
}

TEST(Wire, GivesBackWhatWasSent) {
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    const Examination sent = any_examination(random);
    const std::string answer = encode(sent);
    const Result<Examination> got = decode(answer, wire_rules(), kLimits);
    ASSERT_TRUE(got.ok()) << got.error().message.args.at(0).second;
    expect_equal(sent, *got);
    EXPECT_EQ(encode(*got), answer);
  }
}

TEST(Wire, TakesAnEmptyExamination) { EXPECT_EQ(refused_field(encode(Examination{})), "(taken)"); }

TEST(Wire, RefusesEveryFlippedBit) {
  const std::string answer = encode(sound_examination());
  for (std::size_t i = 0; i < answer.size(); ++i) {
    for (const int bit : {0, 5, 7}) {
      std::string damaged = answer;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      EXPECT_NE(refused_field(damaged), "(taken)") << i;
    }
  }
}

TEST(Wire, RefusesEveryCutAndEveryAddition) {
  const std::string answer = encode(sound_examination());
  for (std::size_t size = 0; size < answer.size(); ++size) {
    EXPECT_NE(refused_field(answer.substr(0, size)), "(taken)") << size;
  }
  EXPECT_EQ(refused_field(answer + "x"), "length");
  EXPECT_EQ(refused_field(answer + answer), "length");
  EXPECT_EQ(refused_field(""), "length");
  EXPECT_EQ(refused_field(std::string(200, 'm')), "magic");
}

// A lie with a proper frame round it: every cut and every changed byte of the payload is either
// refused or reads as an examination that holds together.
TEST(Wire, SurvivesDamagedPayloads) {
  std::mt19937 random(4);
  const std::string payload = payload_of(encode(sound_examination()));
  for (std::size_t i = 0; i < payload.size(); ++i) {
    EXPECT_NE(refused_field(reframed(payload.substr(0, i))), "(taken)") << i;
    std::string damaged = payload;
    damaged[i] = static_cast<char>(random());
    const Result<Examination> got = decode(reframed(damaged), wire_rules(), kLimits);
    if (got.ok()) {
      EXPECT_EQ(payload_of(encode(*got)), damaged);
    }
  }
  EXPECT_EQ(refused_field(reframed(payload + '\0')), "end");
}

TEST(Wire, SurvivesNoise) {
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    std::string noise(random() % 300, '\0');
    for (char& c : noise) c = static_cast<char>(random() % 4 == 0 ? random() : random() % 3);
    EXPECT_NE(refused_field(noise), "(taken)");
    (void)refused_field(reframed(noise));
  }
}

TEST(Wire, ReservesNothingForCountsItCannotHold) {
  std::string payload = payload_of(encode(Examination{}));
  // The last four bytes are the number of findings.
  payload.replace(payload.size() - 4, 4, "\xFF\xFF\xFF\xFF");
  EXPECT_EQ(refused_field(reframed(payload)), "findings");
}

// Each thing that must hold, broken alone.
TEST(Wire, RefusesWhatDoesNotHoldTogether) {
  using Break = std::function<void(Examination&, Finding&)>;
  const struct {
    const char* field;
    Break how;
  } cases[] = {
      {"format", [](Examination& e, Finding&) { e.format = "do cx"; }},
      {"format", [](Examination& e, Finding&) { e.format = "\x1b[2J"; }},
      {"coverage.passages",
       [](Examination& e, Finding&) { e.coverage.passages = kLimits.max_passages + 1; }},
      {"coverage.characters",
       [](Examination& e, Finding&) { e.coverage.characters = kLimits.max_characters + 1; }},
      {"gap.detail", [](Examination& e, Finding&) { e.coverage.gaps[0].detail.id = "Gap one"; }},
      {"gap.detail", [](Examination& e, Finding&) { e.coverage.gaps[0].detail.id = ""; }},
      {"gap.detail",
       [](Examination& e, Finding&) {
         e.coverage.gaps[0].detail.args = {{"a", "\xFF"}};
       }},
      {"gap.detail",
       [](Examination& e, Finding&) {
         e.coverage.gaps[0].detail.args = {{"{a}", "b"}};
       }},
      {"where.name",
       [](Examination& e, Finding&) {
         e.coverage.gaps[0].where = {{StepKind::part, 0, "\xC3"}};
       }},
      {"finding.rule", [](Examination&, Finding& f) { f.rule = "p/none"; }},
      {"finding.rule", [](Examination&, Finding& f) { f.rule = ""; }},
      {"finding.id", [](Examination&, Finding& f) { f.id = f.rule + ":0123456789abcde"; }},
      {"finding.id", [](Examination&, Finding& f) { f.id = f.rule + ":0123456789ABCDEF"; }},
      {"finding.id", [](Examination&, Finding& f) { f.id = "p/mark:0123456789abcdef"; }},
      {"finding.id", [](Examination&, Finding& f) { f.id = f.rule + "-0123456789abcdef"; }},
      {"finding.places", [](Examination&, Finding& f) { f.places.clear(); }},
      {"finding.group",
       [](Examination&, Finding& f) {
         f.group = {0, {}, {}};
       }},
      {"finding.group",
       [](Examination&, Finding& f) {
         f.group = {2, {}, {}};
       }},
      {"finding.group",
       [](Examination&, Finding& f) {
         f.group = {1, {f.places[0]}, {}};
       }},
      {"finding.group",
       [](Examination&, Finding& f) {
         f.group = {3, {f.places[0], f.places[0]}, {}};
       }},
      {"place.range",
       [](Examination&, Finding& f) {
         f.group = {2, {f.places[0], f.places[0]}, {}};
         f.group.places[1].range = {5, 4};
       }},
      {"place.range",
       [](Examination&, Finding& f) {
         f.places[0].range = {5, 4};
       }},
      {"place.quads",
       [](Examination&, Finding& f) {
         f.places[0].quads = {Quad{{std::nan(""), 0}, {}, {}, {}}};
       }},
      {"place.quads",
       [](Examination&, Finding& f) {
         f.places[0].quads = {Quad{{}, {}, {}, {0, -std::numeric_limits<double>::infinity()}}};
       }},
      {"place.quads",
       [](Examination&, Finding& f) {
         f.places[0].quads = {Quad{{1e300, 0}, {}, {}, {}}};
       }},
      {"place.header", [](Examination&, Finding& f) { f.places[0].header = "\xED\xA0\x80"; }},
      {"where.name",
       [](Examination&, Finding& f) {
         f.places[0].where = {{StepKind::cell, 1, "\x80"}};
       }},
      // A worker that was taken over cannot pass a number off as masked.
      {"finding.masked", [](Examination&, Finding& f) { f.masked = "341302190001010015"; }},
      {"finding.masked", [](Examination&, Finding& f) { f.masked = "3413**********0015"; }},
      {"finding.masked", [](Examination&, Finding& f) { f.masked = "341***********10015"; }},
      {"finding.masked", [](Examination&, Finding& f) { f.masked = "34130"; }},
      {"finding.masked", [](Examination&, Finding& f) { f.masked = std::string(5000, '*'); }},
      {"finding.value", [](Examination&, Finding& f) { f.value = Secret("\xFE"); }},
      {"finding.excerpt", [](Examination&, Finding& f) { f.excerpt_end = 4000; }},
      {"finding.excerpt", [](Examination&, Finding& f) { f.excerpt_begin = f.excerpt_end + 1; }},
      {"finding.excerpt", [](Examination&, Finding& f) { --f.excerpt_end; }},
      {"finding.excerpt", [](Examination&, Finding& f) { f.excerpt += "\xFF"; }},
      {"finding.excerpt", [](Examination&, Finding& f) { f.excerpt += std::string(5000, 'x'); }},
      {"reason.id",
       [](Examination&, Finding& f) {
         f.reasons = {{"a b", 1, {}}};
       }},
      {"reason.id",
       [](Examination&, Finding& f) {
         f.reasons = {{"", 1, {}}};
       }},
      {"reason.args",
       [](Examination&, Finding& f) {
         f.reasons = {{"a", 1, {{"x", "\xFF"}}}};
       }},
      {"finding.disguises", [](Examination&, Finding& f) { f.disguises = {"Full width"}; }},
      {"finding.also", [](Examination&, Finding& f) { f.also = {"p/none"}; }},
      {"finding.attributes",
       [](Examination&, Finding& f) {
         f.attributes = {{"A", "b"}};
       }},
  };
  for (const auto& one : cases) {
    Examination examination = sound_examination();
    ASSERT_EQ(refused_field(encode(examination)), "(taken)");
    one.how(examination, examination.findings[0]);
    EXPECT_EQ(refused_field(encode(examination)), one.field);
  }
}

TEST(Wire, RefusesEnumsOutsideTheirRange) {
  const auto broken = [](const std::function<void(Examination&)>& how) {
    Examination examination = sound_examination();
    how(examination);
    return refused_field(encode(examination));
  };
  EXPECT_EQ(broken([](auto& e) { e.findings[0].likelihood = static_cast<Likelihood>(3); }),
            "finding.likelihood");
  EXPECT_EQ(broken([](auto& e) { e.findings[0].cap = static_cast<Severity>(3); }), "finding.cap");
  EXPECT_EQ(broken([](auto& e) {
              e.findings[0].places[0].surface = static_cast<Surface>(kSurfaceCount);
            }),
            "place.surface");
  EXPECT_EQ(
      broken([](auto& e) { e.findings[0].places[0].visibility = static_cast<Visibility>(2); }),
      "place.visibility");
  EXPECT_EQ(
      broken([](auto& e) { e.coverage.gaps[0].cause = static_cast<GapCause>(kGapCauseCount); }),
      "gap.cause");
  EXPECT_EQ(broken([](auto& e) {
              e.coverage.gaps[0].where = {{static_cast<StepKind>(kStepKindCount), 0, ""}};
            }),
            "where.kind");
}

TEST(Wire, HoldsTheLimits) {
  Limits few = kLimits;
  Examination examination = sound_examination();
  few.max_report_bytes = encode(examination).size() - 1;
  EXPECT_EQ(refused_field(encode(examination), few), "size");
  few = kLimits;
  few.max_rule_matches = 1;
  const Finding one = examination.findings[0];
  examination.findings.assign(wire_rules().rules.size(), one);
  EXPECT_EQ(refused_field(encode(examination), few), "(taken)");
  examination.findings.push_back(one);
  EXPECT_EQ(refused_field(encode(examination), few), "findings");
  // Members beyond those a group lists are counted, not sent.
  examination.findings = {one};
  examination.findings[0].group = {5'000'000, std::vector(kMostListedPlaces, one.places[0]), {}};
  EXPECT_EQ(refused_field(encode(examination), few), "(taken)");
  examination.findings[0].group.places.pop_back();
  EXPECT_EQ(refused_field(encode(examination), few), "finding.group");
  // A column is listed whole, and has no more members than there may be hits.
  few.max_rule_matches = 3;
  const MemberValue said{one.id, one.masked, {}};
  const auto column = [&](std::size_t places, std::size_t values) {
    examination.findings[0].group = {3, std::vector(places, one.places[0]),
                                     std::vector(values, said)};
    return refused_field(encode(examination), few);
  };
  EXPECT_EQ(column(3, 3), "(taken)");
  EXPECT_EQ(column(2, 3), "finding.group");
  EXPECT_EQ(column(3, 2), "finding.group");
  few.max_rule_matches = 2;
  EXPECT_EQ(column(3, 3), "finding.group");
  examination.findings = {one};
  examination.findings.assign(wire_rules().rules.size() + 1, one);
  few.max_rule_matches = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(refused_field(encode(examination), few), "(taken)");
}

}  // namespace
}  // namespace mishen
