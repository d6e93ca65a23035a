using CommandCenter.Access.Accounts;

namespace CommandCenter.Access.Administration;

/// <summary>The answer of the dialog that makes a user.</summary>
/// <param name="DisplayName">The name people read.</param>
/// <param name="Account">The account that was made.</param>
public sealed record NewUser(string DisplayName, NewAccount Account);
