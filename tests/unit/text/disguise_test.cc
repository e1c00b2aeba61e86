#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanner/text/reading.h"
#include "tests/support/text_documents.h"

namespace mishen {
namespace {

using ::testing::UnorderedElementsAreArray;

struct Case {
  std::string_view text;
  ReadingKind kind;
  std::string_view value;
  std::vector<std::string_view> disguises;
};

TEST(Disguises, NameWhatWasFoldedInsideTheSpan) {
  const Case cases[] = {
      {"号13800138000。", ReadingKind::primary, "13800138000", {}},
      {"１３８00138000", ReadingKind::primary, "13800138000", {"full-width"}},
      {"1\u200b3\u00ad800138000\u200b", ReadingKind::primary, "13800138000", {"invisible"}},
      {"\u200b13800138000\u200b", ReadingKind::primary, "13800138000", {}},
      {"138\u200e00138000", ReadingKind::primary, "13800138000", {"bidi"}},
      {"١٣٨٠٠١٣٨٠٠٠", ReadingKind::primary, "13800138000", {"other-digits"}},
      {"①③⑧⓪⓪①③⑧⓪⓪⓪", ReadingKind::primary, "13800138000", {"other-digits"}},
      {"绝密★⻓期", ReadingKind::primary, "绝密★长期", {"radical"}},
      {"机密☆长期", ReadingKind::primary, "机密★长期", {"star-variant"}},
      {"138–0013–8000", ReadingKind::primary, "138-0013-8000", {}},
      {"conﬁdential", ReadingKind::primary, "confidential", {"compatibility"}},
      {"机　密★1年", ReadingKind::letter_spaced, "机密★1年", {"full-width", "spacing"}},
      {"138-0013-8000", ReadingKind::ungrouped, "13800138000", {"spacing"}},
      {"138001 \n 38000", ReadingKind::line_joined, "13800138000", {"line-wrap"}},
      {"壹叁捌零零壹叁捌零零零", ReadingKind::chinese_numerals, "13800138000", {"numerals"}},
      {"138OO138000", ReadingKind::look_alikes, "13800138000", {"look-alike"}},
      {"11010519491231002Х", ReadingKind::look_alikes, "11010519491231002X", {"look-alike"}},
      {"138⓪0138000", ReadingKind::look_alikes, "13800138000", {"other-digits"}},
      {"\u202e00083100831\u202c", ReadingKind::reversed, "13800138000", {"bidi"}},
      {"三四一三〇二 一九〇〇〇一〇一\n〇〇一五",
       ReadingKind::ungrouped,
       "341302190001010015",
       {"numerals", "spacing", "line-wrap"}},
  };
  for (const Case& c : cases) {
    const Document document = document_of(c.text);
    bool found = false;
    for (const Reading& reading : readings_of(document, 0)) {
      const std::size_t at = reading.text.find(c.value);
      if (reading.kind != c.kind || at == std::string::npos) continue;
      found = true;
      const auto begin = static_cast<std::uint32_t>(at);
      const NormSpan span = {begin, begin + static_cast<std::uint32_t>(c.value.size())};
      EXPECT_THAT(names(disguises_of(document, reading, span)),
                  UnorderedElementsAreArray(c.disguises))
          << c.text;
      break;
    }
    EXPECT_TRUE(found) << c.text;
  }
}

}  // namespace
}  // namespace mishen
