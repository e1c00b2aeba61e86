#include "scanner/gate/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "scanner/base/base64.h"
#include "tests/unit/gate/receipt_facts.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using testing::full_receipt;
using ::testing::IsEmpty;
using testing::pair_of;
using testing::private_key;
using testing::public_key;

Demands demands() {
  Demands out;
  out.trusted = {public_key(KeyKind::ed25519), public_key(KeyKind::sm2)};
  out.packs = {{"cn-personal", "1.2.0"}, {"cn-secrecy", ""}};
  out.now = full_receipt().time + 60;
  out.max_age = 3600;
  return out;
}

SignedReceipt signed_by(KeyKind kind, const Receipt& receipt = full_receipt()) {
  return read_receipt(seal(receipt, private_key(kind)).value()).value();
}

std::vector<std::string> faults_of(const SignedReceipt& receipt, const Demands& asked) {
  std::vector<std::string> out;
  for (const Message& fault : faults(receipt, asked)) out.push_back(fault.id);
  return out;
}

// The file is taken and has no fault.
bool relied_on(const std::string& file, const Demands& asked) {
  const auto read = read_receipt(file);
  return read.ok() && faults(*read, asked).empty();
}

class EveryKind : public ::testing::TestWithParam<KeyKind> {};
INSTANTIATE_TEST_SUITE_P(Verify, EveryKind, ::testing::Values(KeyKind::ed25519, KeyKind::sm2));

TEST_P(EveryKind, AReceiptWithoutFaultIsReliedOn) {
  EXPECT_THAT(faults_of(signed_by(GetParam()), demands()), IsEmpty());
}

TEST_P(EveryKind, AnyByteChangedUndoesIt) {
  const std::string file = seal(full_receipt(), private_key(GetParam())).value();
  const Demands asked = demands();
  ASSERT_TRUE(relied_on(file, asked));
  for (std::size_t i = 0; i < file.size(); ++i) {
    for (const unsigned flip : {0x01U, 0x20U, 0x80U, 0xFFU}) {
      std::string changed = file;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
      EXPECT_FALSE(relied_on(changed, asked)) << i << " " << flip;
    }
    std::string shorter = file;
    shorter.erase(i, 1);
    EXPECT_FALSE(relied_on(shorter, asked)) << i;
    std::string longer = file;
    longer.insert(i, 1, file[i]);
    EXPECT_FALSE(relied_on(longer, asked)) << i;
  }
}

// Each field given another value that a receipt may well have, the old signature kept.
TEST_P(EveryKind, AnyFieldChangedUndoesIt) {
  const std::string digest = "sha256:" + std::string(64, '0');
  using Change = std::function<void(Receipt&)>;
  const std::vector<std::pair<const char*, Change>> changes = {
      {"key", [&](Receipt& r) { r.key = digest; }},
      {"algorithm",
       [](Receipt& r) {
         r.algorithm = r.algorithm == KeyKind::sm2 ? KeyKind::ed25519 : KeyKind::sm2;
       }},
      {"tool version", [](Receipt& r) { r.tool_version = "0.2.0"; }},
      {"rules digest", [&](Receipt& r) { r.rules_digest = digest; }},
      {"pack id", [](Receipt& r) { r.packs[1].id = "cn-zz"; }},
      {"pack version", [](Receipt& r) { r.packs[0].version = "9.0.0"; }},
      {"pack digest", [&](Receipt& r) { r.packs[0].digest = digest; }},
      {"pack gone", [](Receipt& r) { r.packs.pop_back(); }},
      {"data", [&](Receipt& r) { r.data_digest = digest; }},
      {"policy", [&](Receipt& r) { r.policy_digest = digest; }},
      {"no policy", [](Receipt& r) { r.policy_digest.clear(); }},
      {"manifest", [&](Receipt& r) { r.manifest_digest = digest; }},
      {"no manifest", [](Receipt& r) { r.manifest_digest.clear(); }},
      {"time", [](Receipt& r) { r.time += 1; }},
      {"who", [](Receipt& r) { r.who += "a"; }},
      {"ignored gone", [](Receipt& r) { r.ignored.clear(); }},
      {"ignored name", [](Receipt& r) { r.ignored[0].name += "x"; }},
      {"ignored sha256", [](Receipt& r) { r.ignored[0].sha256[5] = '0'; }},
      {"ignored sm3", [](Receipt& r) { r.ignored[0].sm3[5] = '0'; }},
      {"ignored bytes", [](Receipt& r) { ++r.ignored[0].bytes; }},
      {"ignored glob", [](Receipt& r) { r.ignored[0].glob = "**"; }},
      {"draft gone", [](Receipt& r) { r.drafts.pop_back(); }},
      {"draft more", [](Receipt& r) { r.drafts.push_back(testing::page("z", 'c')); }},
      {"draft's name", [](Receipt& r) { r.drafts[0].name += "x"; }},
      {"sha256", [](Receipt& r) { r.drafts[0].sha256[5] = '0'; }},
      {"sm3", [](Receipt& r) { r.drafts[0].sm3[5] = '0'; }},
      {"bytes", [](Receipt& r) { ++r.drafts[0].bytes; }},
      {"format", [](Receipt& r) { r.drafts[0].format = "pdf"; }},
      {"profile", [](Receipt& r) { r.drafts[0].profile = Profile::internal; }},
      {"hold-on",
       [](Receipt& r) {
         r.drafts[0].hold_on = {Severity::notice, Severity::review, Severity::block};
       }},
      {"verdict", [](Receipt& r) { r.drafts[0].verdict = Verdict::held; }},
      {"passages", [](Receipt& r) { ++r.drafts[0].passages; }},
      {"characters", [](Receipt& r) { ++r.drafts[0].characters; }},
      {"unmapped", [](Receipt& r) { ++r.drafts[0].unmapped; }},
      {"pictures", [](Receipt& r) { ++r.drafts[0].pictures; }},
      {"pages", [](Receipt& r) { r.drafts[0].pages = 4; }},
      {"no pages", [](Receipt& r) { r.drafts[0].pages.reset(); }},
      {"gap gone", [](Receipt& r) { r.drafts[0].gaps.pop_back(); }},
      {"gap's cause", [](Receipt& r) { r.drafts[0].gaps[0].cause = "damaged"; }},
      {"gap's count", [](Receipt& r) { ++r.drafts[0].gaps[0].count; }},
      {"block", [](Receipt& r) { ++r.drafts[0].block; }},
      {"review", [](Receipt& r) { ++r.drafts[0].review; }},
      {"notice", [](Receipt& r) { ++r.drafts[0].notice; }},
      {"waived", [](Receipt& r) { r.drafts[0].waived = 1; }},
      {"baseline", [](Receipt& r) { r.drafts[0].baseline = 0; }},
      {"waiver gone", [](Receipt& r) { r.drafts[0].waivers.pop_back(); }},
      {"waiver's finding", [](Receipt& r) { r.drafts[0].waivers[0].finding += "0"; }},
      {"waiver's reason", [](Receipt& r) { r.drafts[0].waivers[0].reason += "。"; }},
      {"waiver's who", [](Receipt& r) { r.drafts[0].waivers[0].who = "x"; }},
      {"waiver's second", [](Receipt& r) { r.drafts[0].waivers[0].second.clear(); }},
      {"waiver's end", [](Receipt& r) { r.drafts[0].waivers[0].until = "2027-12-31"; }},
  };
  const SignedReceipt good = signed_by(GetParam());
  Demands asked = demands();
  for (const auto& [what, change] : changes) {
    Receipt receipt = good.receipt;
    change(receipt);
    ASSERT_NE(receipt, good.receipt) << what;
    put_in_order(receipt);
    const std::string file = R"({"signature":")" + base64(good.signature) + R"(","signed":)" +
                             canonical(receipt) + "}\n";
    EXPECT_TRUE(read_receipt(file).ok()) << what;  // nothing but the signature speaks against it
    EXPECT_FALSE(relied_on(file, asked)) << what;
  }
}

TEST_P(EveryKind, KeysThatAreNotTrustedCountForNothing) {
  Demands asked = demands();
  asked.trusted = {public_key(GetParam() == KeyKind::sm2 ? KeyKind::ed25519 : KeyKind::sm2),
                   PublicKey::from_pem(make_keys(GetParam(), "").value().public_pem).value()};
  EXPECT_THAT(faults_of(signed_by(GetParam()), asked), ElementsAre("verify.untrusted"));
  asked.trusted.clear();
  EXPECT_THAT(faults_of(signed_by(GetParam()), asked), ElementsAre("verify.untrusted"));
  // The trusted key's id, another key's signature.
  SignedReceipt forged = signed_by(GetParam());
  const KeyPair other = make_keys(GetParam(), "").value();
  forged.signature =
      PrivateKey::from_pem(other.private_pem, "").value().sign(forged.covered).value();
  EXPECT_THAT(faults_of(forged, demands()), ElementsAre("verify.signature"));
}

TEST(Verify, OnlyClearIsClear) {
  Receipt receipt = full_receipt();
  receipt.drafts[1].verdict = Verdict::held;
  EXPECT_THAT(faults_of(signed_by(KeyKind::ed25519, receipt), demands()),
              ElementsAre("verify.verdict"));
  receipt.drafts.clear();
  EXPECT_THAT(faults_of(signed_by(KeyKind::ed25519, receipt), demands()),
              ElementsAre("verify.verdict"));
}

TEST(Verify, AClockInThePastAndReceiptsTooOldAreTold) {
  const SignedReceipt receipt = signed_by(KeyKind::ed25519);
  const std::int64_t time = receipt.receipt.time;
  const auto at = [&](std::int64_t now) {
    Demands asked = demands();
    asked.now = now;
    return faults_of(receipt, asked);
  };
  EXPECT_THAT(at(time - kClockSkewSeconds), IsEmpty());
  EXPECT_THAT(at(time - kClockSkewSeconds - 1), ElementsAre("verify.future"));
  EXPECT_THAT(at(0), ElementsAre("verify.future"));
  EXPECT_THAT(at(time + 3600), IsEmpty());
  EXPECT_THAT(at(time + 3601), ElementsAre("verify.too-old"));
  Demands ageless = demands();
  ageless.now = time + 1'000'000'000;
  ageless.max_age.reset();
  EXPECT_THAT(faults_of(receipt, ageless), IsEmpty());
}

TEST(Verify, RulesMustBeThereAndNewEnough) {
  const auto with = [](std::map<std::string, std::string> packs) {
    Demands asked = demands();
    asked.packs = std::move(packs);
    return faults_of(signed_by(KeyKind::ed25519), asked);
  };
  EXPECT_THAT(with({{"cn-personal", "1.2.0"}}), IsEmpty());
  EXPECT_THAT(with({{"cn-personal", "1.10"}}), ElementsAre("verify.pack-old"));
  EXPECT_THAT(with({{"cn-personal", "1.2.1"}, {"cn-contact", ""}}),
              ElementsAre("verify.pack-missing", "verify.pack-old"));
}

TEST(Verify, RulesOfAKnownVersionMustBeTheKnownOnes) {
  const ReceiptPack used = full_receipt().packs[0];
  Demands asked = demands();
  asked.known_packs = {used, {"cn-other", "1.0.0", "sha256:" + std::string(64, '0')}};
  EXPECT_THAT(faults_of(signed_by(KeyKind::sm2), asked), IsEmpty());
  asked.known_packs[0].digest = "sha256:" + std::string(64, '0');
  EXPECT_THAT(faults_of(signed_by(KeyKind::sm2), asked), ElementsAre("verify.pack-differs"));
  asked.known_packs[0].version = "9.0.0";
  EXPECT_THAT(faults_of(signed_by(KeyKind::sm2), asked), IsEmpty());
}

TEST(Verify, VersionsCompareByTheirNumbers) {
  EXPECT_EQ(compare_versions("1.10.0", "1.9.9"), 1);
  EXPECT_EQ(compare_versions("1.2", "1.2.0"), 0);
  EXPECT_EQ(compare_versions("1.2", "1.2.1"), -1);
  EXPECT_EQ(compare_versions("2", "1.99"), 1);
  EXPECT_EQ(compare_versions("1.0-b", "1.0-a"), 1);
}

TEST(Verify, ALaxerReviewIsNoneForTheDemandedAudience) {
  Receipt receipt = full_receipt();
  receipt.drafts[0].profile = Profile::internal;
  receipt.drafts[0].hold_on = {Severity::block};
  const SignedReceipt lax = signed_by(KeyKind::sm2, receipt);
  EXPECT_THAT(faults_of(lax, demands()), ElementsAre("verify.profile", "verify.hold-on"));
  Demands internal = demands();
  internal.profile = Profile::internal;
  EXPECT_THAT(faults_of(lax, internal), IsEmpty());
  receipt.drafts[0].hold_on.clear();
  EXPECT_THAT(faults_of(signed_by(KeyKind::sm2, receipt), internal), ElementsAre("verify.hold-on"));
}

TEST(Verify, AnotherPolicyIsTold) {
  Demands asked = demands();
  asked.policy_digest = full_receipt().policy_digest;
  EXPECT_THAT(faults_of(signed_by(KeyKind::sm2), asked), IsEmpty());
  asked.policy_digest = "sha256:" + std::string(64, '0');
  EXPECT_THAT(faults_of(signed_by(KeyKind::sm2), asked), ElementsAre("verify.policy"));
}

PublishedFile file_of(const ReceiptDraft& draft) {
  return {draft.name, draft.sha256, draft.sm3, draft.bytes};
}
std::string refusal(const PublishedFile& file, bool names_may_differ = false) {
  const std::vector<SignedReceipt> receipts = {signed_by(KeyKind::ed25519)};
  Publication publication(receipts, names_may_differ, false);
  const auto why = publication.refuse(file);
  return why ? why->id : "";
}

TEST(Verify, FilesMustBeTheReviewedBytesUnderTheirName) {
  const PublishedFile good = file_of(full_receipt().drafts[0]);
  EXPECT_EQ(refusal(good), "");
  PublishedFile other = good;
  other.sha256[0] = '0';
  EXPECT_EQ(refusal(other), "verify.changed");
  other = good;
  other.sm3[0] = '0';
  EXPECT_EQ(refusal(other), "verify.changed");
  other = good;
  ++other.bytes;
  EXPECT_EQ(refusal(other), "verify.changed");
  other = good;
  other.name = "elsewhere.docx";
  EXPECT_EQ(refusal(other), "verify.other-name");
  EXPECT_EQ(refusal(other, true), "");
  other.sha256[0] = '0';
  EXPECT_EQ(refusal(other), "verify.unknown-file");
  EXPECT_EQ(refusal(other, true), "verify.unknown-file");
  EXPECT_EQ(refusal({}), "verify.unknown-file");
}

// A draft that could not be read has no digest, and neither has a file that cannot be.
TEST(Verify, NothingIsNotTheSameAsNothing) {
  Receipt receipt = full_receipt();
  receipt.drafts[0].sha256 = receipt.drafts[0].sm3 = "";
  receipt.drafts[0].verdict = Verdict::incomplete;
  const std::vector<SignedReceipt> receipts = {signed_by(KeyKind::ed25519, receipt)};
  Publication publication(receipts, true, false);
  EXPECT_TRUE(publication.refuse(file_of(receipt.drafts[0])).has_value());
}

TEST(Verify, WhatThePolicyIgnoresGoesOutOnlyWhereThatIsAllowed) {
  const ReceiptIgnored font = full_receipt().ignored[0];
  const std::vector<SignedReceipt> receipts = {signed_by(KeyKind::ed25519)};
  PublishedFile file{font.name, font.sha256, font.sm3, font.bytes};
  EXPECT_EQ(Publication(receipts, false, false).refuse(file)->id, "verify.ignored");
  EXPECT_FALSE(Publication(receipts, false, true).refuse(file));
  file.sha256[0] = '0';
  EXPECT_EQ(Publication(receipts, false, true).refuse(file)->id, "verify.unknown-file");
}

TEST(Verify, WhatIsMissingIsTold) {
  const std::vector<SignedReceipt> receipts = {signed_by(KeyKind::ed25519)};
  Publication publication(receipts, false, false);
  EXPECT_THAT(publication.missing(), ElementsAre("公示.docx", "附件/名单.xlsx"));
  EXPECT_FALSE(publication.refuse(file_of(full_receipt().drafts[0])));
  EXPECT_THAT(publication.missing(), ElementsAre("附件/名单.xlsx"));
}

}  // namespace
}  // namespace mishen
