// Validators of disclosure: the attribute every official paper is given when it is drafted, and
// papers of a process that an organ need not publish (政府信息公开条例 art. 13-16).
#pragma once

#include <memory>
#include <string>

#include "scanner/judge/validator.h"

namespace mishen::cn {

using MadeValidator = Result<std::unique_ptr<const Validator>>;

// 公开属性 in its written forms: label and value, boxes of which the ticked one counts, the note
// （此件公开发布）, a cell beside or below the label. Each validator says yes for its own value and
// no for all else; prose about the classes is none of them.
MadeValidator make_openness_yes(RuleData& data);
MadeValidator make_openness_request(RuleData& data);
MadeValidator make_openness_no(RuleData& data);
MadeValidator make_openness_partial(RuleData& data);
// Boxes, none of them ticked.
MadeValidator make_openness_unticked(RuleData& data);

// The title at a document's head ends in a kind of process paper (会议纪要, 送审稿, 请示); a public
// consultation does not count.
MadeValidator make_process_title(RuleData& data);

// A field of a routing slip (拟办意见, 领导批示) that fills its cell or opens its line before a
// colon.
MadeValidator make_routing_slip(RuleData& data);

}  // namespace mishen::cn
