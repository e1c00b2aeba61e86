// What a mark's place says: how its line is laid out and what stands near. Shared by the three mark
// validators.
#pragma once

#include <string_view>
#include <vector>

#include "plugins/validators/cn/mark_words.h"
#include "plugins/validators/cn/window.h"
#include "scanner/judge/validator.h"

namespace mishen::cn {

// The layout rows of DOMAIN's table (1.4): head of the document, companions, emphasis, repetition.
// They only ever raise a score that the text itself has given cause for.
void add_layout_reasons(const Hit& hit, const MarkWords& words, std::vector<Reason>& out);

// A label such as 密级: or 密级和保密期限】 ends `before`.
[[nodiscard]] bool ends_with_label(std::u32string_view before, const MarkWords& words);

// “…”, ‘…’, 「…」, 《…》 or "…" opened in `before` and not closed there.
[[nodiscard]] bool inside_quotes(std::u32string_view before, std::u32string_view after);

// `before` ends as an example is announced (标注为: 例如) or as an option of a quiz (A.).
[[nodiscard]] bool announced_as_example(std::u32string_view before, const MarkWords& words);

// The candidate lies in a document number 代字〔年〕号: `after` goes on with 〔2009〕10号.
[[nodiscard]] bool inside_document_number(std::u32string_view after);

// The line above, in the same passage, stops in the middle of a phrase that the candidate's line
// goes on with: a narrow cell or column broke 属于国家|秘密.
[[nodiscard]] bool continues_line_above(const Hit& hit, const MarkWords& words);

}  // namespace mishen::cn
