#include "tests/golden/report/cases.h"

#include <utility>

namespace mishen::golden {
namespace {

Rule rule(std::string pack, std::string id, Words title, Severity external, std::string basis,
          Words remedy, Words why = {}) {
  Rule out;
  out.pack = std::move(pack);
  out.id = std::move(id);
  out.title = std::move(title);
  out.external = external;
  out.basis = std::move(basis);
  out.remedy = std::move(remedy);
  out.why = std::move(why);
  return out;
}

Examination read_docx(std::uint64_t passages, std::uint64_t characters) {
  Examination out;
  out.format = "docx";
  out.coverage.passages = passages;
  out.coverage.characters = characters;
  return out;
}

Examination read_pdf(std::uint32_t pages, std::uint64_t passages, std::uint64_t characters) {
  Examination out = read_docx(passages, characters);
  out.format = "pdf";
  out.coverage.pages = pages;
  return out;
}

Finding finding(std::string rule, std::string digits, std::string masked, std::string before,
                std::string after) {
  Finding out;
  out.rule = std::move(rule);
  out.id = out.rule + ":" + digits;
  out.likelihood = Likelihood::certain;
  out.points = 105;
  out.masked = std::move(masked);
  out.excerpt = before + out.masked + after;
  out.excerpt_begin = static_cast<std::uint32_t>(before.size());
  out.excerpt_end = static_cast<std::uint32_t>(before.size() + out.masked.size());
  return out;
}

FindingPlace cell(std::uint32_t row, std::string header) {
  FindingPlace at;
  at.where = {{StepKind::part, 0, "word/document.xml"},
              {StepKind::table, 2, ""},
              {StepKind::row, row, ""},
              {StepKind::cell, 3, header},
              {StepKind::paragraph, 1, ""}};
  at.surface = Surface::table_cell;
  at.range = {0, 18};
  at.table = 2;
  at.row = row;
  at.column = 3;
  at.header = std::move(header);
  return at;
}

FindingPlace paragraph(std::uint32_t ordinal, Surface surface = Surface::body) {
  FindingPlace at;
  at.where = {{StepKind::part, 0, "word/document.xml"}, {StepKind::paragraph, ordinal, ""}};
  at.surface = surface;
  at.visibility = usual_visibility(surface);
  at.range = {5, 16};
  return at;
}

FindingPlace on_page(std::uint32_t page) {
  FindingPlace at;
  at.where = {{StepKind::page, page, ""}, {StepKind::block, 2, ""}};
  at.page = page;
  at.range = {0, 7};
  at.quads = {{{72.00049, 741.2}, {180.3333333, 741.2}, {72.00049, 725.2}, {180.3333333, 725.2}},
              {{72, 720}, {90, 720}, {72, 704}, {90, -0.0001}}};
  return at;
}

const std::vector<Reason> kIdReasons = {
    {"check-digit", 40, {}}, {"pattern", 40, {}}, {"context", 25, {{"word", "身份证"}}}};

Finding resident_id(FindingPlace at, const std::string& digits) {
  Finding out = finding("cn-personal/resident-id", digits, "341***********0015", "", "");
  out.reasons = kIdReasons;
  out.places = {std::move(at)};
  return out;
}

Review decided(std::string path, Examination examination, std::uint64_t bytes = 18231) {
  Review out = decide(std::move(examination), rulebook(), default_policy(Profile::external));
  out.path = std::move(path);
  out.bytes = bytes;
  out.sha256 = std::string(64, 'a');
  return out;
}

Gap gap(GapCause cause, Provenance where, Message detail) {
  return {cause, std::move(where), std::move(detail)};
}

Case clear() {
  Examination annual = read_docx(212, 8120);
  return {"clear", {decided("2009年政府信息公开工作年度报告.docx", std::move(annual))}};
}

Case clear_with_picture() {
  Examination notice = read_docx(31, 902);
  notice.coverage.pictures = 2;
  for (const char* name : {"word/media/image1.png", "word/media/image2.png"}) {
    notice.coverage.gaps.push_back(gap(GapCause::picture_not_read, {{StepKind::part, 0, name}},
                                       {"gap.cli-picture-for-golden", {}}));
  }
  return {"clear-with-picture", {decided("通知.docx", std::move(notice))}};
}

Case one_in_cell() {
  Examination list = read_docx(212, 8120);
  list.findings = {resident_id(cell(5, "身份证号"), "9f3c0123456789ab")};
  list.findings[0].attributes = {{"born", "19**"}};
  return {"one-in-cell", {decided("补贴发放花名册.docx", std::move(list))}};
}

Case column_of_77() {
  Examination list = read_docx(640, 9120);
  Finding column = resident_id(cell(2, "身份证号"), "0000000000000012");
  for (std::uint32_t row = 2; row < 79; ++row) {
    column.group.places.push_back(cell(row, "身份证号"));
    column.group.values.push_back({column.rule + ":00000000000000" + std::to_string(10 + row),
                                   row % 2 == 0 ? "341***********0015" : "341***********0023",
                                   {}});
  }
  column.group.count = column.group.places.size();
  list.findings.push_back(std::move(column));
  Finding phone = finding("cn-contact/mobile", "1111111111111111", "138****8000", "联系电话：",
                          "，联系人：张某某");
  phone.likelihood = Likelihood::likely;
  phone.points = 65;
  phone.reasons = {{"pattern", 40, {}}, {"context", 25, {{"word", "联系电话"}}}};
  phone.places = {paragraph(7)};
  list.findings.push_back(phone);
  return {"column-of-77", {decided("folder/补贴发放花名册.docx", std::move(list))}};
}

Case mark_in_pdf() {
  Examination report = read_pdf(3, 41, 2210);
  Finding mark = finding("cn-secrecy/mark", "2222222222222222", "机 密★1 0年", "", "　　急件");
  mark.attributes = {{"level", "机密"}, {"period", "10年"}};
  mark.disguises = {"spacing"};
  mark.also = {"cn-secrecy/internal"};
  mark.reasons = {{"mark-shape", 60, {}}, {"emphasis", 25, {}}, {"mention", -10, {}}};
  mark.places = {on_page(1)};
  report.findings = {mark};
  return {"mark-in-pdf", {decided("/srv/drafts/报告.pdf", std::move(report))}};
}

Case joined_cells_revealed() {
  Examination form = read_docx(60, 400);
  Finding split = resident_id(cell(2, "公民身份号码"), "3333333333333333");
  split.places.push_back(cell(2, "公民身份号码"));
  split.places.back().column = 4;
  split.places.back().header = "";
  split.disguises = {"cells"};
  split.value = Secret("341302190001010015");
  form.findings = {split};
  return {"joined-cells-revealed", {decided("表.docx", std::move(form))}};
}

Case incomplete() {
  Examination scan = read_pdf(9, 12, 640);
  scan.coverage.unmapped = 310;
  scan.coverage.pictures = 8;
  for (std::uint32_t page = 2; page < 10; ++page) {
    scan.coverage.gaps.push_back(gap(GapCause::image_only_page, {{StepKind::page, page, ""}},
                                     {"gap.unknown-to-the-catalogue", {}}));
  }
  scan.coverage.gaps.push_back(
      gap(GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-pages"}}}));
  scan.coverage.gaps.push_back(gap(GapCause::picture_not_read, {{StepKind::page, 1, ""}},
                                   {"gap.cli-picture-for-golden", {}}));
  Examination locked;
  locked.format = "encrypted-ooxml";
  locked.coverage.gaps.push_back(gap(GapCause::password_protected, {}, {"gap.password", {}}));
  Examination empty;
  empty.format = "docx";
  Review missing = decided("missing.docx", Examination{}, 0);
  missing.sha256.clear();
  return {"incomplete",
          {decided("扫描件.pdf", std::move(scan)), decided("locked.docx", std::move(locked)),
           decided("空白.docx", std::move(empty)), std::move(missing)}};
}

Case hostile_names() {
  Examination draft = read_docx(3, 60);
  Finding phone = finding("cn-contact/mobile", "4444444444444444", "138****8000",
                          "\x1b[2J\x1b[31m\u202E反\u202C\u200B:", "\r\n[ok] 未发现\x07");
  phone.reasons = {{"context", 25, {{"word", "\x1b]0;13800138000\x07"}}}};
  phone.places = {paragraph(1, Surface::comment)};
  phone.places[0].where.push_back({StepKind::comment, 3, "\x1b[32m张\u202E13800138000"});
  draft.findings = {phone};
  draft.coverage.gaps.push_back(gap(
      GapCause::unsupported_part, {{StepKind::part, 0, "word/embeddings/13800138000\x1b[0m\n.bin"}},
      {"gap.worker-exit", {{"status", "9\x1b[1m"}}}));
  Finding nobody = finding("no-such/rule", "5555555555555555", "***", "", "");
  nobody.likelihood = Likelihood::possible;
  nobody.places = {paragraph(2, Surface::deleted_text)};
  draft.findings.push_back(nobody);
  return {"hostile-names",
          {decided("a/very/long/path/that/does/not/fit/into/eighty/columns/of/a/terminal/"
                   "\x1b[2J\u202Efdp.\xFF\xC3(乙)%.docx",
                   std::move(draft))}};
}

Case many() {
  std::vector<Review> reviews;
  for (const char* name : {"a.docx", "b.docx"})
    reviews.push_back(decided(name, read_docx(10, 900)));
  Examination phones = read_docx(30, 1200);
  for (std::uint32_t i = 1; i <= 12; ++i) {
    Finding phone = finding("cn-contact/mobile", "66666666666666" + std::to_string(10 + i),
                            "139****0000", "电话 ", "");
    phone.likelihood = Likelihood::likely;
    phone.reasons = {{"pattern", 40, {}}};
    phone.places = {paragraph(i)};
    phones.findings.push_back(phone);
  }
  Finding hotline = finding("cn-contact/hotline", "7777777777777777", "12366", "纳税服务热线", "");
  hotline.places = {paragraph(20, Surface::footer)};
  phones.findings.push_back(hotline);
  reviews.push_back(decided("c.docx", std::move(phones)));
  reviews.push_back(decided("d.pdf", read_pdf(1, 4, 210)));
  return {"many", std::move(reviews)};
}

// Findings that stand for many: comments at few places and changes at more than are told; and what
// has no text at all.
Case grouped() {
  Examination draft = read_docx(64, 2100);
  Finding notes =
      finding("hidden-content/comment", "8888888888888888", "这里是否需要请示？", "", "");
  notes.points = kTracePoints;
  notes.reasons = {{"trace-comment", kTracePoints, {}}};
  notes.attributes = {{"authors", "张三, 李四"}, {"first-date", "2026-03-01"}};
  for (const std::uint32_t ordinal : {1U, 2U, 2U}) {
    notes.group.places.push_back(paragraph(1, Surface::comment));
    notes.group.places.back().where.push_back({StepKind::comment, ordinal, "张三"});
  }
  notes.group.count = 3;
  notes.places = {notes.group.places.front()};
  Finding changes = finding("hidden-content/tracked-change", "9999999999999999", "原拟补助五十户",
                            "经研究，", "。");
  changes.points = kTracePoints;
  changes.reasons = {{"trace-tracked-change", kTracePoints, {}}, {"trace-comment", 0, {}}};
  changes.attributes = {{"count-deleted", "1100"}, {"count-something-new", "100"}};
  // As many as a JSON file of a test should list.
  for (std::uint32_t at = 1; at <= 8; ++at) {
    changes.group.places.push_back(paragraph(at, Surface::deleted_text));
  }
  changes.group.count = 1200;
  changes.places = {changes.group.places.front()};
  Finding macro = finding("hidden-content/script", "aaaaaaaaaaaaaaaa", "", "", "");
  macro.points = kTracePoints;
  macro.reasons = {{"trace-script", kTracePoints, {}}};
  macro.places = {paragraph(0, Surface::attachment)};
  draft.findings = {notes, changes, macro};
  return {"grouped", {decided("通知（修订稿）.docx", std::move(draft))}};
}

Case nothing() { return {"nothing", {}}; }

}  // namespace

const Rulebook& rulebook() {
  static const Rulebook book = [] {
    Rulebook out;
    out.packs = {{"cn-contact", "1.0.0", {}, "sha256:" + std::string(64, 'c'), true},
                 {"cn-personal", "1.0.0", {}, "sha256:" + std::string(64, 'p'), true},
                 {"cn-secrecy", "1.0.0", {}, "sha256:" + std::string(64, 's'), true}};
    for (Pack& pack : out.packs) pack.digest = "sha256:" + std::string(64, '0');
    out.rules = {
        rule(
            "cn-contact", "mobile", {"手机号码", "Mobile phone number"}, Severity::review,
            "《中华人民共和国政府信息公开条例》（2019年修订）第十五条",
            {"确需公开的，改为单位办公电话；否则删除。", "Publish an office number or remove it."}),
        rule("cn-contact", "hotline", {"公共服务热线", "Public hotline"}, Severity::notice, "",
             {"无需处理。", "Nothing to do."}),
        rule("cn-personal", "resident-id", {"居民身份证号码", "Resident identity number"},
             Severity::block,
             "GB 11643-1999；《中华人民共和国政府信息公开条例》（2019年修订）第十五条",
             {"删除，或仅保留前三位和后四位。",
              "Remove it, or keep only the first 3 and last 4 digits."},
             {"公民身份号码一经公开即可被用于冒名开户、贷款等违法活动，且终身不变，无法撤回。",
              "An identity number serves to open accounts in another's name, and it never "
              "changes."}),
        rule("cn-secrecy", "mark", {"国家秘密标志", "State-secret mark"}, Severity::block,
             "《中华人民共和国保守国家秘密法》（2024年修订）第二十二条",
             {"停止公开程序，立即报告保密工作机构。", "Stop and tell the secrecy office at once."}),
        rule("hidden-content", "comment", {"批注", "Comments"}, Severity::review, "",
             {"删除全部批注。", "Delete all comments."}),
        rule("hidden-content", "tracked-change", {"修订记录", "Tracked changes"}, Severity::review,
             "", {"接受或拒绝全部修订。", "Accept or reject every change."}),
        rule("hidden-content", "script", {"宏或脚本", "Macros and scripts"}, Severity::review, "",
             {"另存为不含宏的格式。", "Save it without macros."}),
        rule("cn-secrecy", "internal", {"内部资料标志", "Internal-material mark"}, Severity::review,
             "", {"核实后再定。", "Check first."})};
    return out;
  }();
  return book;
}

std::vector<Case> cases() {
  return {clear(),       clear_with_picture(),
          one_in_cell(), column_of_77(),
          mark_in_pdf(), joined_cells_revealed(),
          incomplete(),  hostile_names(),
          many(),        grouped(),
          nothing()};
}

}  // namespace mishen::golden
