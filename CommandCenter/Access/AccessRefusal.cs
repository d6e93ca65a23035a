using CommandCenter.Platform.Http;

namespace CommandCenter.Access;

/// <summary>The refusals of this room, each with a lasting code; pages find their words by the code.</summary>
internal static class AccessRefusal
{
    public static Refusal PasswordTooShort(int least) => Password("password-too-short", $"A password needs at least {least} characters.", least);

    public static Refusal PasswordTooPlain(int least) => Password("password-too-plain", $"A password needs at least {least} different characters.", least);

    public static Refusal UserNameTaken() => new(StatusCodes.Status409Conflict, "user-name-taken", "There is already an account with this name.") { Field = "userName" };

    public static Refusal UserNameWrong() =>
        new(StatusCodes.Status422UnprocessableEntity, "user-name-wrong", "An account's name has 2 to 64 letters, digits or the signs . _ - @ +") { Field = "userName" };

    public static Refusal DisplayNameMissing() => new(StatusCodes.Status422UnprocessableEntity, "display-name-wrong", "The display name has 1 to 100 characters.") { Field = "displayName" };

    public static Refusal EmailWrong() => new(StatusCodes.Status422UnprocessableEntity, "email-wrong", "This is no e-mail address.") { Field = "email" };

    public static Refusal LastAdministrator() =>
        new(StatusCodes.Status409Conflict, "last-administrator", "This is the last active administrator. Make another one first.");

    public static Refusal WrongPassword() => new(StatusCodes.Status422UnprocessableEntity, "wrong-password", "The present password is not right.") { Field = "current" };

    public static Refusal LinkSpent() => new(StatusCodes.Status410Gone, "link-spent", "This link was used, has expired or never was. Ask for a new one.");

    public static Refusal NotAWall() => new(StatusCodes.Status409Conflict, "not-a-wall", "A sign-in link is for an active account whose only role is Wall.");

    public static Refusal NotYours() => new(StatusCodes.Status403Forbidden, "not-permitted", "This needs the role Administrator.");

    public static Refusal WallAlone() => new(StatusCodes.Status422UnprocessableEntity, "wall-alone", "Wall goes with no other role: its session lasts for months.") { Field = "roles" };

    public static Refusal NoScopes() =>
        new(StatusCodes.Status422UnprocessableEntity, "no-scopes", $"A key needs at least one scope of {string.Join(", ", Scope.All)}.") { Field = "scopes" };

    public static Refusal ExpiryPast() => new(StatusCodes.Status422UnprocessableEntity, "expiry-past", "The key would have expired already.") { Field = "expires" };

    public static Refusal KeyNameMissing() => new(StatusCodes.Status422UnprocessableEntity, "key-name-wrong", "A key's name has 1 to 100 characters.") { Field = "name" };

    public static Refusal HasOwnPassword(string name) => new(StatusCodes.Status409Conflict, "has-own-password", $"The account '{name}' signs in with its own password here.");

    public static Refusal Deactivated() => new(StatusCodes.Status403Forbidden, "deactivated", "This account is deactivated. An administrator can open it again.");

    public static Refusal MayNotActAs() => new(StatusCodes.Status403Forbidden, "not-permitted", $"The header {Http.ActAs.Header} needs the scope '{Scope.ActAs}', which only the demo city's key has.");

    public static Refusal ActAsUnknown(string name) =>
        new(StatusCodes.Status422UnprocessableEntity, "act-as-unknown", $"{Http.ActAs.Header}: there is no open account '{name}'.") { Field = Http.ActAs.Header };

    public static Refusal ActAsAdministrator() =>
        new(StatusCodes.Status403Forbidden, "act-as-administrator", $"{Http.ActAs.Header}: nobody acts as an administrator.") { Field = Http.ActAs.Header };

    private static Refusal Password(string code, string detail, int least) =>
        new(StatusCodes.Status422UnprocessableEntity, code, detail) { Field = "password", Facts = new Dictionary<string, object?> { ["least"] = least } };
}
