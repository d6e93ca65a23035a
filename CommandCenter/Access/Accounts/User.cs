using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Access.Accounts;

/// <summary>
/// Somebody who signs in: a person, or a screen on a wall. Identity keeps the password hash, the stamp and the lockout;
/// what they may do follows from <see cref="Roles"/>, and for what from <see cref="DepartmentId"/> and <see cref="AreaId"/>.
/// </summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>The name people read, e.g. 李敏.</summary>
    public required string DisplayName { get; set; }

    /// <summary>What they do here.</summary>
    public ImmutableHashSet<Role> Roles { get; set; } = [];

    /// <summary>The department they belong to; its row lives in a room above, so nothing but the id is known here.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The area (grid) they answer for.</summary>
    public Guid? AreaId { get; set; }

    /// <summary>Whether they may sign in. Nobody is ever deleted: the Journal names them.</summary>
    public bool Active { get; set; } = true;

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the password was chosen by somebody else, so that nothing is open to them before they choose their own.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When they last signed in; null before the first time.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The language they chose (<c>zh-CN</c>, <c>en</c>), or null for the browser's.</summary>
    public string? Language { get; set; }

    /// <summary>Whether it administers now.</summary>
    public bool IsActiveAdministrator => Active && Roles.Contains(Role.Administrator);

    /// <summary>Whether it is a screen and nothing else, whose session lasts as long as the screen hangs.</summary>
    public bool IsWall => Roles.Count == 1 && Roles.Contains(Role.Wall);
}

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("Users");
        user.Property(u => u.UserName).HasMaxLength(64).IsRequired();
        user.Property(u => u.NormalizedUserName).HasMaxLength(64).IsRequired();
        user.Property(u => u.Email).HasMaxLength(256);
        user.Property(u => u.NormalizedEmail).HasMaxLength(256);
        user.Property(u => u.PasswordHash).HasMaxLength(256);
        user.Property(u => u.SecurityStamp).HasMaxLength(64);
        user.Property(u => u.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        user.Property(u => u.DisplayName).HasMaxLength(100);
        user.Property(u => u.Language).HasMaxLength(10);
        user.Property(u => u.Roles).HasMaxLength(200).HasConversion(
            roles => string.Join(',', roles.Order()),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToImmutableHashSet(),
            new ValueComparer<ImmutableHashSet<Role>>((a, b) => a!.SetEquals(b!), r => r.Aggregate(0, (hash, role) => hash ^ (1 << (int)role)), r => r));
        user.Ignore(u => u.PhoneNumber).Ignore(u => u.PhoneNumberConfirmed).Ignore(u => u.TwoFactorEnabled).Ignore(u => u.EmailConfirmed);
        user.Ignore(u => u.IsActiveAdministrator).Ignore(u => u.IsWall);
        user.HasIndex(u => u.NormalizedUserName).IsUnique();
        user.HasIndex(u => u.DepartmentId);
    }
}

/// <summary>Which account of the single sign-on a user is. Identity's other tables (claims, tokens, roles) hold nothing here, so they do not exist.</summary>
internal sealed class UserLoginTable : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login)
    {
        login.ToTable("UserLogins");
        login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        login.Property(l => l.LoginProvider).HasMaxLength(64);
        login.Property(l => l.ProviderKey).HasMaxLength(256);
        login.Property(l => l.ProviderDisplayName).HasMaxLength(100);
        login.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
