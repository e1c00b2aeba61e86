// The vocabulary of marks (rules/data/cn-mark-words.tsv): facts, not code.
#pragma once

#include <string>
#include <vector>

#include "scanner/base/result.h"

namespace mishen::cn {

struct MarkWords {
  using List = std::vector<std::u32string>;
  List label;               // 密级, 密级和保密期限: a level after it and a colon is a mark
  List handling;            // 指人专办: may follow a mark on its line
  List urgency;             // 特急: says nothing of secrecy, but stands beside marks
  List document;            // 文件 件: 机密文件 alone on a line
  List issuer_end;          // 文件 令: how the red head's line ends
  List before_mention;      // 国家 商业 泄露: what prose puts before a level
  List before_example;      // 标注 例如: what comes before a mark that is only shown
  List stamp;               // CONFIDENTIAL: the English beside a level
  List training_title;      // 保密法 试题: titles of texts about marks
  List internal_strong;     // 内部资料: internal by itself
  List internal_weak;       // 内部: internal only alone on its line
  List internal_care;       // 注意保存: alone it may be on a receipt
  List internal_neutral;    // 不公开: may stand beside them, another rule's matter
  List internal_forbid;     // 不得 严禁
  List internal_forbidden;  // 外传 翻印
  List internal_forbidden_care;  // 转载 拍照: a copyright line, a sign in a museum
  List internal_reader;          // 县团级: whom a note of distribution names
  List document_type;            // 纪要 方案: a title that a bracket may close
  List business;                 // 核心商密
  List business_english;         // STRICTLY CONFIDENTIAL

  static Result<MarkWords> load(const std::string& data_folder);
};

}  // namespace mishen::cn
