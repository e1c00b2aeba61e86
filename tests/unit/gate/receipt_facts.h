// A receipt with something in every field, and keys to sign it.
#pragma once

#include <string>

#include "scanner/gate/receipt.h"

namespace mishen::testing {

inline ReceiptDraft page(std::string name, char digit) {
  ReceiptDraft draft;
  draft.name = std::move(name);
  draft.sha256 = std::string(64, digit);
  draft.sm3 = std::string(63, digit) + "0";
  draft.bytes = 18231;
  draft.format = "docx";
  draft.hold_on = {Severity::review, Severity::block};
  draft.verdict = Verdict::clear;
  draft.passages = 212;
  draft.characters = 8120;
  draft.unmapped = 1;
  draft.pictures = 2;
  draft.pages = 3;
  draft.gaps = {{"name-mismatch", true, 1}, {"picture-not-read", true, 2}};
  draft.block = 1;
  draft.review = 1;
  draft.notice = 1;
  draft.waived = 2;
  draft.baseline = 1;
  draft.waivers = {
      {"cn-personal/resident-id:40ac38b854725f59", "样例号码", "王五", "赵六", "2027-01-31"},
      {"cn-secrecy/mark:0123456789abcdef", "已解密", "王五", "", ""}};
  return draft;
}

inline Receipt full_receipt() {
  const std::string digest = "sha256:" + std::string(64, 'd');
  Receipt receipt;
  receipt.tool_version = "0.1.0";
  receipt.rules_digest = digest;
  receipt.packs = {{"cn-personal", "1.2.0", digest}, {"cn-secrecy", "1.0.0", digest}};
  receipt.data_digest = digest;
  receipt.policy_digest = digest;
  receipt.manifest_digest = digest;
  receipt.time = 1'795'689'900;  // 2026-11-26T10:45:00Z
  receipt.who = "审查员 钱七";
  receipt.drafts = {page("公示.docx", 'a'), page("附件/名单.xlsx", 'b')};
  receipt.drafts[1].pages.reset();
  receipt.ignored = {{"font.woff2", std::string(64, 'c'), std::string(64, 'd'), 7, "**/*.woff2"}};
  put_in_order(receipt);
  return receipt;
}

inline const KeyPair& pair_of(KeyKind kind) {
  static const KeyPair pairs[] = {make_keys(KeyKind::ed25519, "").value(),
                                  make_keys(KeyKind::sm2, "").value()};
  return pairs[static_cast<int>(kind)];
}
inline PrivateKey private_key(KeyKind kind) {
  return PrivateKey::from_pem(pair_of(kind).private_pem, "").value();
}
inline PublicKey public_key(KeyKind kind) {
  return PublicKey::from_pem(pair_of(kind).public_pem).value();
}

}  // namespace mishen::testing
