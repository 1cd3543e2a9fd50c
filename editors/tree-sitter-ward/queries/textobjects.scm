(declaration) @function.around
(declaration body: (block) @function.inside)
(declaration) @class.around
(comment) @comment.around
(list (_) @parameter.inside)
