// The words. scanner/report/words/<stage>.toml hold each sentence in zh-CN and en side by side and
// are embedded at build time; a test holds that every id has both languages with the same
// placeholders, and that every id the code uses exists.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/message.h"

namespace mishen {

enum class Language : unsigned char { zh_cn, en };

// From LC_ALL, LC_MESSAGES, LANG in their order: zh* is zh-CN, everything else en.
[[nodiscard]] Language language_from_locale(std::string_view locale);

// The sentence of `message` with its {placeholders} filled. An id without a sentence gives the id
// itself, so that nothing is lost. Arguments are inserted as they are: escaping is the reporter's.
[[nodiscard]] std::string text(Language language, const Message& message);
[[nodiscard]] std::string text(Language language, std::string_view id);
[[nodiscard]] bool has_text(Language language, std::string_view id);

}  // namespace mishen
