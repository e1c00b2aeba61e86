// Any bytes as what a worker sent: as they are, and as a payload in a sound frame, since nothing
// gets past the digest by chance. Four bytes are also the seed of a sound examination. What is
// taken encodes to the same bytes again and holds what reports rely on.
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "scanner/base/digest.h"
#include "scanner/base/utf8.h"
#include "scanner/worker/wire.h"
#include "tests/support/document_laws.h"
#include "tests/unit/worker/any_examination.h"

namespace {

using namespace mishen;

void require(bool holds, const char* law) {
  if (!holds) abort_if_broken(law);
}

constexpr std::size_t kVersionEnd = 12;

std::string framed(std::string_view payload) {
  std::string out = encode(Examination{}).substr(0, kVersionEnd);
  for (std::size_t i = 0; i < 8; ++i) {
    out += static_cast<char>(static_cast<unsigned char>(payload.size() >> (8 * i)));
  }
  return out + std::string(payload) + sha256_hex(payload);
}

void check_finding(const Finding& finding) {
  require(finding.rule == "p/id" || finding.rule == "p/mark", "findings are of known rules");
  require(utf8::is_valid(finding.masked) && utf8::is_valid(finding.excerpt), "texts are UTF-8");
  require(
      finding.excerpt_begin <= finding.excerpt_end && finding.excerpt_end <= finding.excerpt.size(),
      "ranges are in their text");
  require(!finding.places.empty(), "a finding stands somewhere");
  for (const FindingPlace& place : finding.places) {
    require(place.range.begin <= place.range.end, "ranges are in order");
  }
}

void check(std::string_view answer) {
  const Limits limits;
  const Result<Examination> taken = decode(answer, wire_rules(), limits);
  if (!taken) {
    require(taken.error().message.id == "worker.answer-invalid", "a refusal says so");
    return;
  }
  for (const Finding& finding : taken->findings) check_finding(finding);
  for (const Gap& gap : taken->coverage.gaps) {
    require(static_cast<int>(gap.cause) < kGapCauseCount, "causes are known");
  }
  require(encode(*taken) == answer, "what is taken encodes to the same bytes");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(bytes);
  check(framed(bytes));
  if (size != 4) return 0;
  std::mt19937 random(data[0] | data[1] << 8U | data[2] << 16U);
  const std::string sound = encode(any_examination(random));
  require(decode(sound, wire_rules(), Limits{}).ok(), "what is sound is taken");
  check(sound);
  return 0;
}
