// Any bytes as a receipt's file. What is taken is written again to the very same bytes, its facts
// are in order and do not contradict each other, and no key that is trusted signed it; what is
// refused names a field. As the facts under a fixed signature, too, so that the frame need not be
// found first.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scanner/base/base64.h"
#include "scanner/gate/verify.h"
#include "tests/support/document_laws.h"

namespace {

using namespace mishen;

void require(bool holds, const char* law) {
  if (!holds) abort_if_broken(law);
}

void check_taken(const SignedReceipt& taken, std::string_view file) {
  const std::string again = R"({"signature":")" + base64(taken.signature) + R"(","signed":)" +
                            canonical(taken.receipt) + "}\n";
  require(again == file, "what is taken is written again to the same bytes");
  Receipt ordered = taken.receipt;
  put_in_order(ordered);
  require(ordered == taken.receipt, "what is taken is in order");
  for (const ReceiptDraft& draft : taken.receipt.drafts) {
    const bool open = std::any_of(draft.gaps.begin(), draft.gaps.end(),
                                  [](const ReceiptGap& gap) { return !gap.accepted; });
    require(draft.verdict != Verdict::clear || (!open && draft.sha256.size() == 64),
            "a clear draft was read, all of it that counts");
    require(unescaped_name(escaped_name(draft.name)) == draft.name, "names come back");
  }
  require(!faults(taken, {}).empty(), "nobody's key is trusted");
}

void check(std::string_view file) {
  const Result<SignedReceipt> read = read_receipt(file);
  if (read) return check_taken(*read, file);
  require(read.error().message.id == "receipt.malformed" &&
              !read.error().message.args.at(0).second.empty(),
          "a refusal names the field");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(bytes);
  check(R"({"signature":"AAAA","signed":)" + bytes + "}\n");
  return 0;
}
