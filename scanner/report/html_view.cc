#include "scanner/report/html_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "scanner/base/base64.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"

namespace mishen {
namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;
using Passages = std::span<const ViewPassage>;

bool is_plain(const ViewPassage& passage) {
  return (passage.surface == Surface::body || passage.surface == Surface::table_cell) &&
         passage.visibility == Visibility::shown;
}

class Writer {
 public:
  Writer(const Review& review, std::size_t draft, std::span<const PageImage> images,
         const ReportContext& context)
      : review_(review),
        draft_(draft),
        images_(images),
        language_(context.language),
        rules_(context.rules) {}

  HtmlView write() {
    // What belongs to a page stands with it, also what the file keeps elsewhere (its notes); what
    // is on none comes last.
    std::vector<ViewPassage> all = review_.view->passages;
    std::stable_sort(all.begin(), all.end(), [](const ViewPassage& a, const ViewPassage& b) {
      return a.page - 1 < b.page - 1;
    });
    out_.markup += "<h3>" + said("html.draft-text") + "</h3>\n";
    for (std::size_t begin = 0; begin < all.size();) {
      std::size_t end = begin;
      while (end < all.size() && all[end].page == all[begin].page) ++end;
      const Passages stretch = std::span(all).subspan(begin, end - begin);
      if (all[begin].page == 0) {
        out_.markup += "<div class=\"flow\">\n";
        flow(stretch);
        out_.markup += "</div>\n";
      } else {
        page(all[begin].page, stretch);
      }
      begin = end;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string said(std::string_view id, Arguments args = {}) const {
    return xml_escape(text(language_, Message{std::string(id), std::move(args)}));
  }
  [[nodiscard]] std::string title_of(std::size_t finding) const {
    const std::string& id = review_.findings[finding].finding.rule;
    const Rule* rule = rules_.find(id);
    return xml_escape(rule != nullptr ? in(language_, rule->title) : id);
  }
  // ` id="..."` for the first place of a finding, else nothing.
  std::string anchor(std::size_t finding) {
    if (!out_.placed.insert(finding).second) return {};
    return " id=\"" + html_id('p', draft_, finding) + "\"";
  }

  void page(std::uint32_t number, Passages passages);
  void picture(const PageImage& image);
  void frames(const PageImage& image, std::size_t finding);
  void flow(Passages passages);
  void table(Passages cells);
  void cell(Passages passages, bool heading);
  void passage(const ViewPassage& one);
  void bits(const ViewPassage& one);

  const Review& review_;
  std::size_t draft_;
  std::span<const PageImage> images_;
  Language language_;
  RuleIndex rules_;
  std::set<std::uint32_t> drawn_;
  HtmlView out_;
};

void Writer::page(std::uint32_t number, Passages passages) {
  std::set<std::size_t> here;
  for (const ViewPassage& one : passages) {
    for (const ViewBit& bit : one.bits) {
      if (bit.finding != 0) here.insert(bit.finding - 1);
    }
  }
  const Arguments count = {{"page", std::to_string(number)},
                           {"count", std::to_string(here.size())}};
  out_.markup += "<h4>" + said(here.empty() ? "html.page-clear" : "html.page", count) + "</h4>\n";
  const auto image = std::find_if(images_.begin(), images_.end(),
                                  [&](const PageImage& one) { return one.page == number; });
  if (image != images_.end() && drawn_.insert(number).second) picture(*image);
  // Closed when everything in it can be seen without it.
  const bool closed = std::all_of(
      here.begin(), here.end(), [&](std::size_t finding) { return out_.placed.contains(finding); });
  out_.markup += closed ? "<details class=\"flow\">" : "<details class=\"flow\" open>";
  out_.markup += "<summary>" + said("html.page-text", count) + "</summary>\n";
  flow(passages);
  out_.markup += "</details>\n";
}

void Writer::picture(const PageImage& image) {
  const Arguments number = {{"page", std::to_string(image.page)}};
  out_.markup += fmt::format(
      "<figure class=\"page\"><img width=\"{}\" height=\"{}\" alt=\"{}\" "
      "src=\"data:image/png;base64,{}\">\n",
      image.width, image.height, said("html.page-picture", number), base64(image.png));
  for (std::size_t i = 0; i < review_.findings.size(); ++i) frames(image, i);
  out_.markup += "</figure>\n";
}

// A frame a line; the first is the link, the others are for the eye.
void Writer::frames(const PageImage& image, std::size_t finding) {
  const DecidedFinding& decided = review_.findings[finding];
  const auto add = [&](const FindingPlace& at) {
    if (at.page != image.page) return;
    for (const Quad& quad : at.quads) {
      const ShareBox box = box_on(image.to_share, quad);
      if (!box.on_picture()) continue;
      const std::string id = anchor(finding);
      out_.markup += fmt::format(
          "<a class=\"frame {}\"{} href=\"#{}\" style=\"left:{:.3f}%;top:{:.3f}%;width:{:.3f}%;"
          "height:{:.3f}%\"{}>",
          name(decided.severity), id, html_id('f', draft_, finding), box.left * 100, box.top * 100,
          (box.right - box.left) * 100, (box.bottom - box.top) * 100,
          id.empty() ? " aria-hidden=\"true\" tabindex=\"-1\"" : "");
      if (!id.empty()) {
        out_.markup += fmt::format(
            "<span class=\"sign\" aria-hidden=\"true\">{}</span>"
            "<span class=\"heard\">{}</span>",
            html_sign(decided.severity), title_of(finding));
      }
      out_.markup += "</a>\n";
    }
  };
  for (const FindingPlace& at : decided.finding.places) add(at);
  for (const FindingPlace& at : decided.finding.group.places) add(at);
}

void Writer::flow(Passages passages) {
  for (std::size_t begin = 0; begin < passages.size();) {
    const ViewPassage& one = passages[begin];
    if (one.table == 0) {
      passage(one);
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < passages.size() && passages[end].table == one.table) ++end;
    table(passages.subspan(begin, end - begin));
    begin = end;
  }
}

void Writer::table(Passages cells) {
  out_.markup += "<table>\n";
  for (std::size_t begin = 0; begin < cells.size();) {
    const std::uint32_t row = cells[begin].row;
    out_.markup += "<tr>";
    while (begin < cells.size() && cells[begin].row == row) {
      std::size_t end = begin + 1;
      while (end < cells.size() && cells[end].row == row &&
             cells[end].column == cells[begin].column) {
        ++end;
      }
      cell(cells.subspan(begin, end - begin), row == 1);
      begin = end;
    }
    out_.markup += "</tr>\n";
  }
  out_.markup += "</table>\n";
}

void Writer::cell(Passages passages, bool heading) {
  out_.markup += heading ? "<th scope=\"col\">" : "<td>";
  for (const ViewPassage& one : passages) passage(one);
  out_.markup += heading ? "</th>" : "</td>";
}

void Writer::passage(const ViewPassage& one) {
  if (one.left_out != 0) {
    out_.markup += "<p class=\"small\">" +
                   said("html.left-out", {{"count", std::to_string(one.left_out)}}) + "</p>\n";
  }
  const std::string surface(name(one.surface));
  out_.markup += "<p class=\"passage " + surface + "\">";
  if (!is_plain(one)) {
    out_.markup += "<span class=\"tag\">" + said("surface." + surface);
    if (one.visibility == Visibility::recoverable) out_.markup += ", " + said("html.recoverable");
    out_.markup += "</span> ";
  }
  bits(one);
  out_.markup += "</p>\n";
}

void Writer::bits(const ViewPassage& one) {
  for (const ViewBit& bit : one.bits) {
    if (bit.finding == 0 || bit.finding > review_.findings.size()) {
      out_.markup += xml_escape(bit.text);
      continue;
    }
    const std::size_t finding = bit.finding - 1;
    const Severity severity = review_.findings[finding].severity;
    out_.markup += fmt::format("<a class=\"mark {}\"{} href=\"#{}\">", name(severity),
                               anchor(finding), html_id('f', draft_, finding));
    out_.markup +=
        fmt::format("<span aria-hidden=\"true\">{}</span><mark>{}</mark></a>", html_sign(severity),
                    bit.text.empty() ? title_of(finding) : xml_escape(bit.text));
  }
}

}  // namespace

std::string html_id(char kind, std::size_t draft, std::size_t ordinal) {
  return kind + std::to_string(draft + 1) + "-" + std::to_string(ordinal + 1);
}

const char* html_sign(Severity severity) {
  switch (severity) {
    case Severity::block:
      return "■";
    case Severity::review:
      return "▲";
    case Severity::notice:
      break;
  }
  return "●";
}

HtmlView html_view(const Review& review, std::size_t draft, std::span<const PageImage> images,
                   const ReportContext& context) {
  return Writer(review, draft, images, context).write();
}

}  // namespace mishen
