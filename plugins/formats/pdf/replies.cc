#include "plugins/formats/pdf/replies.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <string>
#include <utility>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {
namespace {

constexpr std::size_t kMostSteps = 64;  // a loop of answers must end

QPDFObjectHandle root_of(QPDFObjectHandle note) {
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    QPDFObjectHandle before = note.getKey("/IRT");
    if (!before.isDictionary()) break;
    note = before;
  }
  return note;
}

Reply reply_of(QPDFObjectHandle note) {
  QPDFObjectHandle root = root_of(note);
  Reply reply;
  reply.answers_note = note.getKey("/IRT").isDictionary();
  reply.to = text_of(root.getKey("/NM")) + "\n" + text_of(root.getKey("/Contents"));
  reply.text = text_of(note.getKey("/Contents"));
  // PDF text ends lines with a carriage return.
  for (char& c : reply.text) c = c == '\r' ? '\n' : c;
  reply.author = text_of(note.getKey("/T"));
  reply.date = text_of(note.getKey("/M"));
  return reply;
}

}  // namespace

Result<std::vector<Reply>> replies(std::string_view bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  try {
    pdf.processMemoryFile("draft", bytes.data(), bytes.size());
  } catch (const QPDFExc& problem) {
    if (problem.getErrorCode() != qpdf_e_password) throw;
    return Error{ErrorKind::input, "", {"answers.password", {}}};
  }
  std::vector<Reply> out;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    QPDFObjectHandle notes = page.getObjectHandle().getKey("/Annots");
    if (!notes.isArray()) continue;
    for (QPDFObjectHandle note : notes.getArrayAsVector()) {
      if (out.size() >= kMostReplies) return out;
      if (note.isDictionary() && note.hasKey("/Contents")) out.push_back(reply_of(note));
    }
  }
  return out;
}

}  // namespace mishen::pdf
