// However many threads read a file, what is read is the same.
#include "plugins/formats/pdf/page_queue.h"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>

#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

// What the pages say, and the forms they draw as the last line.
std::vector<std::string> read_by(pdf::OpenPdf open, std::string_view bytes, unsigned readers) {
  const Limits limits;
  DocumentBuilder out(limits);
  pdf::OpenedPdf opened = open(bytes, limits);
  if (opened.state != pdf::OpenState::open) return {};
  const std::uint32_t pages = opened.source->pages();
  pdf::PageQueue queue(std::move(opened.source), {bytes, open, &limits}, pages, readers);
  pdf::read_pages(
      pages, [&] { return queue.next(); }, out);
  std::string forms;
  if (const std::optional<pdf::FormIds> drawn = queue.drawn_forms()) {
    for (const auto& [number, generation] : *drawn) forms += std::to_string(number) + ' ';
  }
  std::vector<std::string> said = all_said(out.finish());
  said.push_back(forms);
  return said;
}

class PageQueues : public BothSources {};
MISHEN_BOTH_SOURCES(PageQueues);

TEST_P(PageQueues, ReadAllFixturesAsOneReaderDoes) {
  const std::size_t files = each_pdf_fixture([](const std::string& bytes) {
    EXPECT_EQ(read_by(GetParam(), bytes, 3), read_by(GetParam(), bytes, 1));
  });
  EXPECT_GT(files, 50U);
}

std::string shown(int page) { return "page number " + std::to_string(page) + " says so"; }

// `pages` pages; what `broken` names has content that poppler complains of.
std::string draft(int pages, int broken = 0) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  for (int page = 1; page <= pages; ++page) {
    std::string content = "BT /F1 12 Tf 72 700 Td (" + shown(page) + ") Tj ET";
    if (page == broken) content += " (left open";
    pdf.add_page(content, "/MediaBox[0 0 595 842]");
  }
  return pdf.build();
}

Document read_with_threads(const std::string& bytes, unsigned threads) {
  const Limits limits;
  DocumentBuilder out(limits);
  out.set_threads(threads);
  pdf::read_pdf(bytes, pdf::open_collector, out);
  return out.finish();
}

TEST(PageQueue, GivesLongDraftsWholeAndInOrder) {
  const std::string bytes = draft(203);
  const Document document = read_with_threads(bytes, 8);
  ASSERT_EQ(document.passages.size(), 203U);
  for (int page = 1; page <= 203; ++page) {
    EXPECT_EQ(document.passages[page - 1].text, shown(page));
    EXPECT_EQ(document.passages[page - 1].page, static_cast<std::uint32_t>(page));
  }
  EXPECT_EQ(all_said(document), all_said(read_with_threads(bytes, 1)));
}

TEST(PageQueue, TellsOfTroubleWhereOneReaderDoes) {
  for (const int broken : {1, 2, 77, 98, 200}) {
    const std::string bytes = draft(200, broken);
    const std::vector<std::string> alone = all_said(read_with_threads(bytes, 1));
    EXPECT_EQ(alone.size(), 201U);  // one of them the gap
    EXPECT_EQ(all_said(read_with_threads(bytes, 4)), alone);
  }
}

// Each page tells its number by what it strokes. Told to, it throws at one, or complains at the
// first page from there on that it reads: what a file that is mended once does.
class FakeSource final : public pdf::GlyphSource {
 public:
  static constexpr std::uint32_t kPages = 90;
  FakeSource(std::uint32_t throws_at, std::uint32_t complains_from)
      : throws_at_(throws_at), complains_from_(complains_from) {}

  [[nodiscard]] std::uint32_t pages() const override { return kPages; }
  [[nodiscard]] pdf::PageContent read(std::uint32_t number) override {
    if (number == throws_at_) throw std::runtime_error("page " + std::to_string(number));
    pdf::PageContent page;
    page.strokes_and_fills = number;
    if (number >= complains_from_ && !has_complained_) {
      has_complained_ = true;
      page.errors = {{"mended"}};
    }
    page.unmapped = has_complained_ ? 1 : 0;
    return page;
  }

 private:
  std::uint32_t throws_at_;
  std::uint32_t complains_from_;
  bool has_complained_ = false;
};

template <std::uint32_t kThrowsAt, std::uint32_t kComplainsFrom>
pdf::OpenedPdf open_fake(std::string_view, const Limits&) {
  pdf::OpenedPdf opened;
  opened.state = pdf::OpenState::open;
  opened.source = std::make_unique<FakeSource>(kThrowsAt, kComplainsFrom);
  return opened;
}

pdf::OpenedPdf open_nothing(std::string_view, const Limits&) { return {}; }
pdf::OpenedPdf open_throwing(std::string_view, const Limits&) { throw std::bad_alloc(); }

constexpr std::uint32_t kNoPage = UINT32_MAX;

class FakeQueue {
 public:
  // Opened by `open`, and by `again` for helpers.
  FakeQueue(pdf::OpenPdf open, pdf::OpenPdf again)
      : queue_(open({}, limits_).source, {{}, again, &limits_}, FakeSource::kPages, 4) {}
  pdf::PageContent next() { return queue_.next(); }

 private:
  Limits limits_;
  pdf::PageQueue queue_;
};

TEST(PageQueue, ReadsOnWhereNoHelperCanOpenTheFile) {
  for (const pdf::OpenPdf again : {&open_nothing, &open_throwing}) {
    FakeQueue queue(open_fake<kNoPage, kNoPage>, again);
    for (std::uint32_t page = 1; page <= FakeSource::kPages; ++page) {
      EXPECT_EQ(queue.next().strokes_and_fills, page);
    }
  }
}

TEST(PageQueue, ThrowsBehindThePagesBefore) {
  const pdf::OpenPdf open = open_fake<51, kNoPage>;
  FakeQueue queue(open, open);
  for (std::uint32_t page = 1; page < 51; ++page) EXPECT_EQ(queue.next().strokes_and_fills, page);
  EXPECT_THROW(static_cast<void>(queue.next()), std::runtime_error);
}

TEST(PageQueue, HearsAComplaintOnceAndFromThenOnReadsInOrder) {
  const pdf::OpenPdf open = open_fake<kNoPage, 42>;
  FakeQueue queue(open, open);
  for (std::uint32_t number = 1; number <= FakeSource::kPages; ++number) {
    const pdf::PageContent page = queue.next();
    EXPECT_EQ(page.strokes_and_fills, number);
    EXPECT_EQ(page.errors.size(), number == 42 ? 1U : 0U) << number;
    EXPECT_EQ(page.unmapped, number >= 42 ? 1U : 0U) << number;
  }
}

TEST(PageQueue, MayBeLeftInTheMiddle) {
  const pdf::OpenPdf open = open_fake<kNoPage, kNoPage>;
  for (int times = 0; times < 50; ++times) {
    FakeQueue queue(open, open);
    EXPECT_EQ(queue.next().strokes_and_fills, 1U);
  }
}

}  // namespace
}  // namespace mishen::testing
