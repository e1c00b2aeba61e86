#include "scanner/judge/screen.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "scanner/judge/joinable.h"
#include "scanner/judge/surround.h"
#include "scanner/judge/validator.h"

namespace mishen {
namespace {

using Validators = std::span<const Validator* const>;

// The shapes of the masks of a draft: of which rule they are, and of which form.
class MaskShapes {
 public:
  // Of what is not screened: a mask whose form is not known, or one shape too many.
  static constexpr std::uint32_t kAny = UINT32_MAX;

  // The number of the shape of a mask of `rule`.
  std::uint32_t note(std::uint32_t rule, MaskForm form) {
    constexpr std::size_t kMostShapes = 64;  // beyond them screening would cost more than it saves
    const auto known = std::find_if(shapes_.begin(), shapes_.end(), [&](const Shape& one) {
      return one.form == form && one.rule == rule;
    });
    if (known != shapes_.end()) return static_cast<std::uint32_t>(known - shapes_.begin());
    if (shapes_.size() == kMostShapes) {
      too_many_ = true;
      return kAny;
    }
    shapes_.push_back({rule, form});
    return static_cast<std::uint32_t>(shapes_.size() - 1);
  }

  // Once all masks are known.
  void pair_up() {
    for (Shape& a : shapes_) {
      a.paired = too_many_ || std::any_of(shapes_.begin(), shapes_.end(),
                                          [&](const Shape& b) { return complete(a, b); });
    }
  }
  // Whether some mask of the draft may complete one of this shape.
  [[nodiscard]] bool paired(std::uint32_t shape) const {
    return shape == kAny || shapes_[shape].paired;
  }

 private:
  struct Shape {
    std::uint32_t rule = 0;
    MaskForm form;
    bool paired = false;
  };

  // What joined_pattern() asks of two masks, as far as places tell.
  static bool complete(const Shape& a, const Shape& b) {
    const std::uint32_t length = a.form.length;
    if (a.rule != b.rule || b.form.length != length) return false;
    const std::uint64_t both = a.form.shown | b.form.shown;
    return both != a.form.shown && both != b.form.shown &&
           length - static_cast<std::size_t>(std::popcount(both)) <= most_hidden_of_leak(length);
  }

  std::vector<Shape> shapes_;
  bool too_many_ = false;
};

// The form of the mask a value is for the validators of a joinable rule; nothing: not to be told.
std::optional<MaskForm> form_of(Validators validators, std::string_view value) {
  for (const Validator* one : validators) {
    const std::optional<MaskForm> form = one->form_of(value);
    if (form) return form;
  }
  return std::nullopt;
}

class Screen {
 public:
  Screen(const Document& document, const Rulebook& book, const BoundValidators& validators)
      : document_(&document), book_(&book), validators_(&validators) {}

  void look_at(const MatchedReading& matched) {
    const std::span<const Candidate> candidates = in_order(matched.candidates);
    const std::size_t begin = survivors_.size();
    for (const Candidate& one : candidates) look_at(matched.reading, one);
    if (survivors_.size() > begin) readings_.push_back({&matched, begin, survivors_.size()});
  }

  [[nodiscard]] Screened take() {
    shapes_.pair_up();
    for (const auto& [matched, begin, end] : readings_) {
      const std::span<const Survivor> own(survivors_.data() + begin, end - begin);
      add(matched->reading, own, std::nullopt);
      for (const std::uint32_t passage : matched->also) add(matched->reading, own, passage);
    }
    std::stable_sort(out_.possible.begin(), out_.possible.end(),
                     [](const Possible& a, const Possible& b) {
                       return a.reading != b.reading && earlier(*a.reading, *b.reading);
                     });
    return std::move(out_);
  }

 private:
  struct Survivor {
    Candidate candidate;
    std::uint32_t shape = MaskShapes::kAny;  // where it matters
  };
  // Of one reading, in survivors_.
  struct Survivors {
    const MatchedReading* matched;
    std::size_t begin;
    std::size_t end;
  };

  // By span, then rule, each once: as the matcher gives them, or put so.
  std::span<const Candidate> in_order(const std::vector<Candidate>& candidates) {
    const auto key = [](const Candidate& c) {
      return std::make_tuple(c.span.begin, c.span.end, c.rule);
    };
    const auto not_before = [&](const Candidate& a, const Candidate& b) {
      return key(a) >= key(b);
    };
    if (std::adjacent_find(candidates.begin(), candidates.end(), not_before) == candidates.end()) {
      return candidates;
    }
    in_order_ = candidates;
    std::sort(in_order_.begin(), in_order_.end(),
              [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
    const auto last =
        std::unique(in_order_.begin(), in_order_.end(),
                    [&](const Candidate& a, const Candidate& b) { return key(a) == key(b); });
    return {in_order_.begin(), last};
  }

  static bool earlier(const Reading& a, const Reading& b) {
    return std::tie(a.passages, a.kind, a.text) < std::tie(b.passages, b.kind, b.text);
  }

  void look_at(const Reading& reading, const Candidate& candidate) {
    const std::string_view value =
        std::string_view(reading.text).substr(candidate.span.begin, candidate.span.size());
    const Validators validators = validators_->of(candidate.rule);
    if (!std::all_of(validators.begin(), validators.end(), [&](const Validator* one) {
          return one->can_be(value) && one->can_stand(reading.text, candidate.span);
        })) {
      return;
    }
    std::uint32_t shape = MaskShapes::kAny;
    if (book_->rules[candidate.rule].joinable) {
      const std::optional<MaskForm> form = form_of(validators, value);
      if (form && form->length == 0) return;
      if (form) shape = shapes_.note(candidate.rule, *form);
    }
    survivors_.push_back({candidate, shape});
  }

  // What is possible of a reading, or where another passage repeats it.
  void add(const Reading& reading, std::span<const Survivor> survivors,
           std::optional<std::uint32_t> repeated) {
    const std::span<const std::uint32_t> passages =
        repeated ? std::span<const std::uint32_t>(&*repeated, 1) : reading.passages;
    const Reading* at = repeated ? nullptr : &reading;
    for (const Survivor& one : survivors) {
      if (!shapes_.paired(one.shape) && !may_be_told_beside(one.candidate.rule, passages)) continue;
      if (at == nullptr) {
        Reading& again = out_.repeated.emplace_back(reading);
        again.passages.assign(passages.begin(), passages.end());
        at = &again;
      }
      out_.possible.push_back({at, one.candidate});
    }
  }

  // A cell of the same row might tell the rest of this mask.
  bool may_be_told_beside(std::uint32_t rule, std::span<const std::uint32_t> passages) {
    return std::any_of(passages.begin(), passages.end(),
                       [&](std::uint32_t passage) {
                         return document_->passages[passage].cell.has_value();
                       }) &&
           any_header_tells(rule, validators_->of(rule));
  }

  // Whether any table of the draft has a column that tells more of masked numbers.
  bool any_header_tells(std::uint32_t rule, Validators validators) {
    const auto [known, is_new] = header_tells_.try_emplace(rule, false);
    if (!is_new) return known->second;
    std::unordered_set<std::string_view> seen;  // a column's header stands at each of its cells
    for (const Passage& passage : document_->passages) {
      if (!passage.cell || !seen.insert(passage.cell->header).second) continue;
      const std::string header = row_header(*passage.cell);
      known->second = std::any_of(validators.begin(), validators.end(),
                                  [&](const Validator* one) { return one->tells_beside(header); });
      if (known->second) break;
    }
    return known->second;
  }

  const Document* document_;
  const Rulebook* book_;
  const BoundValidators* validators_;
  MaskShapes shapes_;
  std::vector<Survivor> survivors_;
  std::vector<Survivors> readings_;  // those that have any
  std::vector<Candidate> in_order_;  // of the reading at hand, where they were not
  Screened out_;
  std::map<std::uint32_t, bool> header_tells_;  // by rule, once asked
};

}  // namespace

Screened screen(const Document& document, std::span<const MatchedReading> matched,
                const Rulebook& book, const BoundValidators& validators) {
  Screen screen(document, book, validators);
  for (const MatchedReading& one : matched) screen.look_at(one);
  return screen.take();
}

}  // namespace mishen
