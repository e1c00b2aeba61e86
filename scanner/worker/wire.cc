#include "scanner/worker/wire.h"

#include <string>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/base/wire_archive.h"
#include "scanner/worker/wire_check.h"
#include "scanner/worker/wire_shape.h"

namespace mishen {
namespace {

// magic, version, payload length; payload; SHA-256 of the payload in hex.
constexpr std::string_view kMagic = "mishen\r\n";
constexpr std::uint32_t kWireVersion = 4;
constexpr std::size_t kHeadSize = kMagic.size() + 4 + 8;
constexpr std::size_t kDigestSize = 64;

std::string payload_of(const Examination& examination) {
  WireWriter wire;
  wire.text("format", examination.format);
  const Coverage& coverage = examination.coverage;
  walk_counts(wire, coverage);
  wire.choice("coverage.pages", coverage.pages.has_value(), 2);
  wire.number("coverage.pages", coverage.pages.value_or(0));
  walk_gaps(wire, coverage.gaps);
  wire.list("findings", examination.findings, kLeastFinding, [&](const Finding& finding) {
    walk_finding(wire, finding);
    wire.text("finding.value", finding.value.reveal());
    for (const MemberValue& member : finding.group.values) {
      wire.text("finding.value", member.value.reveal());
    }
  });
  wire.choice("view", examination.view.has_value(), 2);
  if (examination.view) walk_view(wire, *examination.view);
  return wire.take();
}

Examination examination_of(WireReader& wire) {
  Examination out;
  wire.text("format", out.format);
  walk_counts(wire, out.coverage);
  bool has_pages = false;
  std::uint32_t pages = 0;
  wire.choice("coverage.pages", has_pages, 2);
  wire.number("coverage.pages", pages);
  if (has_pages) {
    out.coverage.pages = pages;
  } else if (pages != 0) {
    wire.fail("coverage.pages");
  }
  walk_gaps(wire, out.coverage.gaps);
  wire.list("findings", out.findings, kLeastFinding, [&](Finding& finding) {
    walk_finding(wire, finding);
    const auto read = [&wire](Secret& into) {
      std::string value;
      wire.text("finding.value", value);
      into = Secret(std::move(value));
    };
    read(finding.value);
    for (MemberValue& member : finding.group.values) read(member.value);
  });
  bool has_view = false;
  wire.choice("view", has_view, 2);
  if (has_view) walk_view(wire, out.view.emplace());
  if (!wire.failed() && !wire.at_end()) wire.fail("end");
  return out;
}

Error invalid(const char* field) {
  return {ErrorKind::input, "", {"worker.answer-invalid", {{"field", field}}}};
}

// The payload, or the part of the frame that does not hold.
std::pair<std::string_view, const char*> unframed(std::string_view answer) {
  if (answer.size() < kHeadSize + kDigestSize) return {{}, "length"};
  if (!answer.starts_with(kMagic)) return {{}, "magic"};
  WireReader head(answer.substr(kMagic.size(), kHeadSize - kMagic.size()));
  std::uint32_t version = 0;
  std::uint64_t length = 0;
  head.number("version", version);
  head.number("length", length);
  if (version != kWireVersion) return {{}, "version"};
  if (length != answer.size() - kHeadSize - kDigestSize) return {{}, "length"};
  const std::string_view payload = answer.substr(kHeadSize, length);
  if (answer.substr(kHeadSize + length) != sha256_hex(payload)) return {{}, "digest"};
  return {payload, nullptr};
}

}  // namespace

std::string encode(const Examination& examination) {
  const std::string payload = payload_of(examination);
  WireWriter head;
  head.number("version", kWireVersion);
  head.number("length", std::uint64_t{payload.size()});
  std::string out(kMagic);
  out += head.take();
  out += payload;
  out += sha256_hex(payload);
  return out;
}

Result<Examination> decode(std::string_view answer, const Rulebook& rules, const Limits& limits) {
  if (answer.size() > limits.max_report_bytes) return invalid("size");
  const auto [payload, broken] = unframed(answer);
  if (broken != nullptr) return invalid(broken);
  WireReader wire(payload);
  Examination examination = examination_of(wire);
  if (wire.failed()) return invalid(wire.failed_field());
  if (const char* field = first_breach(examination, rules, limits)) return invalid(field);
  return examination;
}

}  // namespace mishen
